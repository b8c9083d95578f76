import type { StreamSource, TransportKind } from './connector.js';
import { readStudyAgain } from './dicom/dicom-transport.js';
import { openDicomWebTransport } from './dicom/dicomweb-transport.js';
import { openDimseTransport } from './dicom/dimse-transport.js';
import { openFhirTransport, readResourceAgain } from './fhir/fhir-transport.js';
import { openFileDropTransport } from './file-drop/file-drop-transport.js';
import { sheetMessageAgain } from './file-drop/sheet-message.js';
import type { Message } from './mapping.js';
import type { Connection, PullTransport, TransportLimits } from './pull-transport.js';
import { openRestTransport, readItemAgain } from './rest/rest-transport.js';
import { rowMessage } from './row-message.js';
import type { SourceRow } from './sql-view-types.js';
import { openSqlViewTransport } from './sql-view-transport.js';
import { TransportError } from './transport-error.js';

type Open = (connection: Connection, limits: TransportLimits) => PullTransport;

/** How each kind is opened and how its kept payloads are read again. A new way to talk to a system is one line here. */
const TRANSPORTS: Readonly<Partial<Record<TransportKind, { open: Open; readAgain: (source: StreamSource, raw: string) => readonly Message[] }>>> = {
  'sql-view': { open: openSqlViewTransport, readAgain: (_source, raw) => [rowMessage(JSON.parse(raw) as SourceRow)] },
  'rest-json': { open: openRestTransport, readAgain: readItemAgain },
  'fhir-r4': { open: openFhirTransport, readAgain: readResourceAgain },
  'file-drop': { open: openFileDropTransport, readAgain: (source, raw) => [sheetMessageAgain(source, raw)] },
  dicomweb: { open: openDicomWebTransport, readAgain: readStudyAgain },
  dimse: { open: openDimseTransport, readAgain: readStudyAgain },
};

/**
 * Opens nothing yet: the one connection is made by the first read and kept for the next.
 * @throws TransportError when the address does not fit the transport
 */
export function openTransport(kind: TransportKind, connection: Connection, limits: TransportLimits): PullTransport {
  const transport = TRANSPORTS[kind];
  if (!transport) throw new TransportError('query', `不支持的接入方式：${kind}。`);
  return transport.open(connection, limits);
}

/** The messages that a kept payload was, one a record. */
export function readAgain(source: StreamSource, raw: string): readonly Message[] {
  return TRANSPORTS[source.transport]?.readAgain(source, raw) ?? [];
}
