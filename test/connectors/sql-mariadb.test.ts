import { describe, it } from 'vitest';
import { noMariadb } from '../support/mariadb.js';
import { conformance } from './conformance.js';
import { mariadbSource } from './sql-mariadb-source.js';

if (noMariadb) describe('MariaDB keeps the promises of a pulled source', () => it.skip(String(noMariadb), () => undefined));
else conformance('MariaDB', mariadbSource());
