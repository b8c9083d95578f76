import { conformance } from './conformance.js';
import { fileSource } from './file-source.js';

conformance('a folder of files', fileSource());
