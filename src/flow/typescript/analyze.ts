/** The analysis of session libraries in one TypeScript or JavaScript file: from its text to facts. */
import { relative, sep } from 'node:path';
import type { Program } from 'typescript';
import { libraries as knownLibraries } from '../../models/javascript/index.ts';
import { compiler } from '../../languages/typescript/compiler.ts';
import { parseTypeScript } from '../../languages/typescript/parse.ts';
import { readText } from '../../project/file-access.ts';
import { isGeneratedCode } from '../../project/javascript/generated-code.ts';
import { packageOf } from '../../project/javascript/node-package.ts';
import { resolveModule } from '../../project/javascript/module-resolution.ts';
import {
  mayConcern,
  mayHaveSocketServer,
  mayKeepSessions,
  mayUseRawRecords,
} from '../../project/javascript/session-use.ts';
import { analyzeModule, runModule } from '../commit/analyzer.ts';
import type { AskedTypes } from '../commit/context.ts';
import type { SessionFact } from '../facts.ts';
import type { AnalysisInput, FrontEnd } from '../front-end.ts';
import { printFunction } from '../print.ts';
import { declaredDataProblems } from './declared-data.ts';
import { lowerModule, type LoweredModule } from './lower-module.ts';
import { moduleStateProblems } from './module-state.ts';
import { pageStateProblems } from './page-state.ts';
import { catalogFor, ProjectModules } from './project.ts';
import { projectTypes } from './project-types.ts';
import { rawRecordProblems } from './raw-records.ts';
import { factsFrom } from './report.ts';
import { stickySocketProblems } from './sticky-sockets.ts';
import { typeMode } from './type-mode.ts';
import { ProgramOracle } from './type-oracle.ts';

export const typescriptFrontEnd: FrontEnd = { analyze, dumpIr };

const TEST_PATH =
  /(?:^|\/)(?:__tests__|__mocks__|tests?|specs?|e2e|cypress)\/|\.(?:test|spec|stories|cy|d)\.[cm]?[jt]sx?$/;

/** Sessions of unit tests are not judged, and declarations do nothing. */
function isTest(path: string): boolean {
  const root = packageOf(path)?.root;
  const inside = root === undefined ? path : relative(root, path);
  return TEST_PATH.test(inside.split(sep).join('/'));
}

function analyze({ text, path, program, sessions = [] }: AnalysisInput): readonly SessionFact[] {
  const mayUse = mayConcern(path, text, sessions);
  if ((!mayUse && !mayKeepSessions(text)) || isTest(path) || isGeneratedCode(text)) return [];
  const parsed = parseTypeScript(text, path);
  if (!parsed.ok) return [];
  const { sourceFile } = parsed;
  const byHand = [
    ...moduleStateProblems(sourceFile),
    ...pageStateProblems(sourceFile),
    ...(mayUseRawRecords(text) ? rawRecordProblems(sourceFile, (specifier) => isRedisClient(specifier, path)) : []),
    ...(mayHaveSocketServer(text) ? stickySocketProblems(sourceFile, { sourceFile, text, path }) : []),
  ];
  if (!mayUse) return byHand;
  const module = lowerModule(sourceFile, path, text, compiler());
  const libraries = [...sessions, ...knownLibraries];
  const catalog = catalogFor(module, libraries);
  const modules = new ProjectModules(libraries);
  const scope = { catalog, modules, module, types: typesFor(path, text, program) };
  const result = runModule(scope, true);
  modules.add(module, result);
  const problems = analyzeModule(scope, result);
  const declared = declaredDataProblems(sourceFile, libraries, (library) => catalog.isActive(library.id));
  const facts = [...factsFrom(module, problems, result.collector), ...byHand, ...declared];
  return facts.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
}

/** The checker of ESLint's parser costs nothing more, so that all is asked; one of our own is made for handles, or on request. */
function typesFor(path: string, text: string, program: unknown): AskedTypes | undefined {
  if (isProgram(program)) return { oracle: new ProgramOracle(() => program), questions: 'all' };
  const mode = typeMode();
  if (program !== undefined || mode === 'off') return undefined;
  return { oracle: projectTypes(path, text), questions: mode === 'on' ? 'all' : 'handles' };
}

function isProgram(value: unknown): value is Program {
  return typeof value === 'object' && value !== null && 'getTypeChecker' in value && 'getSourceFile' in value;
}

/** The module of the project makes a client of Redis, as far as its text tells. */
function isRedisClient(specifier: string, from: string): boolean {
  const path = resolveModule(specifier, from);
  return path !== undefined && /(?:from|require\()\s*['"](?:io)?redis['"]/.test(readText(path) ?? '');
}

function lower(path: string, text: string): LoweredModule | undefined {
  const parsed = parseTypeScript(text, path);
  return parsed.ok ? lowerModule(parsed.sourceFile, path, text, compiler()) : undefined;
}

function dumpIr({ text, path }: AnalysisInput): string {
  const module = lower(path, text);
  return module === undefined ? '' : [module.func, ...module.functions].map(printFunction).join('\n');
}
