/** Prints the closing line of a test run from vitest's JSON result. A file that could not be run counts as a failure. */
import { readFileSync } from 'node:fs';

const result = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const broken = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
console.log(`${result.numPassedTests} passed, ${result.numFailedTests + broken.length} failed`);
