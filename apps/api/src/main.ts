import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { readEnvironment } from './config/environment.js';
import { createHttpServer } from './platform/http/http-server.js';

process.env['TZ'] = 'Asia/Shanghai';

try {
  const values = readEnvironment();
  const app = await createHttpServer(AppModule.of(values), values);
  await app.listen(values.PORT, values.HOST);
} catch (problem) {
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exit(1);
}
