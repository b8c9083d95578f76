import type { Connector } from '@cadre/connector-kit/connector';
import { demoBooking } from './demo-booking/connector.js';
import { demoEmr } from './demo-emr/connector.js';
import { demoEndoscopy } from './demo-endoscopy/connector.js';
import { demoHis } from './demo-his/connector.js';
import { demoLis } from './demo-lis/connector.js';
import { demoPacs } from './demo-pacs/connector.js';
import { demoPeis } from './demo-peis/connector.js';
import { demoRis } from './demo-ris/connector.js';
import { demoSurgery } from './demo-surgery/connector.js';

/** Every external system this product knows. A source in the settings names one of them by id. */
export const catalogue: readonly Connector[] = [
  demoHis,
  demoLis,
  demoPeis,
  demoSurgery,
  demoEmr,
  demoRis,
  demoPacs,
  demoEndoscopy,
  demoBooking,
];

export function connectorById(id: string): Connector | undefined {
  return catalogue.find((connector) => connector.id === id);
}
