import type { Connector } from '@cadre/connector-kit/connector';
import { demoHis } from './demo-his/connector.js';
import { demoLis } from './demo-lis/connector.js';
import { demoPeis } from './demo-peis/connector.js';

/** Every external system this product knows. A source in the settings names one of them by id. */
export const catalogue: readonly Connector[] = [demoHis, demoLis, demoPeis];

export function connectorById(id: string): Connector | undefined {
  return catalogue.find((connector) => connector.id === id);
}
