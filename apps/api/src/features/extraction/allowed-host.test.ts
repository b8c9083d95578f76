import { expect, it } from 'vitest';
import { isAllowed } from './allowed-host.js';

const ALLOW = ['127.0.0.1:5432', 'pacs.example:8042', '/srv/drop'];

it.each([
  ['postgres://reader:x@127.0.0.1:5432/his'],
  ['http://pacs.example:8042/dicom-web'],
  ['dicom://ORTHANC@pacs.example:8042'],
  ['file:///srv/drop'],
  ['file:///srv/drop/checkups'],
])('lets a source reach what the deployment allows: %s', (address) => {
  expect(isAllowed(address, ALLOW)).toBe(true);
});

it.each([
  ['postgres://reader:x@127.0.0.1:5433/his'],
  ['postgres://127.0.0.1:5432@elsewhere.example:5432/his'],
  ['http://pacs.example/dicom-web'],
  ['file:///srv/dropped'],
  ['file:///srv/drop/../secret'],
  ['file:///srv/drop/%2e%2e/secret'],
  ['file://pacs.example/srv/drop'],
  ['file:///'],
  ['nonsense'],
])('R-02 keeps a source from everything else: %s', (address) => {
  expect(isAllowed(address, ALLOW)).toBe(false);
});
