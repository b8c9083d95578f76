import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../start/bootstrap.mjs';
import { buildChanged } from '../start/build.mjs';
import { ROOT } from '../start/project.mjs';
import { runNode } from './tool.mjs';

const VITEST = join(ROOT, 'test/node_modules/vitest/vitest.mjs');

/**
 * Runs every test, or those the arguments name, and ends with one plain line of figures.
 * @param {string[]} args for vitest, e.g. `--project unit`
 */
export async function test(args) {
  await buildChanged(process.execPath, say);
  const folder = mkdtempSync(join(tmpdir(), 'cadre-report-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await runNode([VITEST, 'run', '--config', 'test/vitest.config.ts', ...reporters, ...args]);
    const told = count(report);
    // An error outside of any test fails the run as well, and must not read as if nothing had failed.
    const figures = code !== 0 && told.failed === 0 ? { ...told, failed: 1 } : told;
    process.stdout.write(`${figures.passed} passed, ${figures.failed} failed, ${figures.skipped} skipped\n`);
    return code === 0 && figures.failed > 0 ? 1 : code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded has no failed test in the report; it counts as one. */
function count(/** @type {string} */ report) {
  try {
    /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
    const told = JSON.parse(readFileSync(report, 'utf8'));
    const unloaded = told.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
    );
    return {
      passed: told.numPassedTests,
      failed: told.numFailedTests + unloaded.length,
      skipped: told.numPendingTests + told.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
