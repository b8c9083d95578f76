import { conformance } from './conformance.js';
import { fhirSource } from './fhir-source.js';

conformance('A FHIR R4 server', fhirSource());
