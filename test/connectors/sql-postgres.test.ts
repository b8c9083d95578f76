import { conformance } from './conformance.js';
import { postgresSource } from './sql-postgres-source.js';

conformance('PostgreSQL', postgresSource('conformance'));
