/** The least that reading Java can cost: parses every file of a folder with java-parser, as it is installed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'java-parser';

const folder = process.argv[2];
for (const name of readdirSync(folder)) parse(readFileSync(join(folder, name), 'utf8'));
