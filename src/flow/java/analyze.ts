/** The session-flow analysis of one Java file: from its tree to facts. */
import type { CompilationUnit } from '../../languages/java/ast.ts';
import { sessionEndHooks } from '../../models/java/request-hooks.ts';
import { findManager, defaultManager } from '../../models/manager-records.ts';
import type { ManagerModel } from '../../models/managers.ts';
import { attributeScopesAround } from '../../project/attribute-scopes.ts';
import { JavaSources } from '../../project/java-sources.ts';
import { jsfImplementation, springMajor } from '../../project/library-versions.ts';
import { projectRootOf } from '../../project/project-root.ts';
import { detectSessionManager } from '../../project/session-manager.ts';
import { isTestPath } from '../../project/survey.ts';
import { webAppOf } from '../../project/web-app.ts';
import { FileAnalyzer, type FileAnalysis, type Loss } from '../analysis.ts';
import type { ManagerTraits } from '../context.ts';
import type { SessionFact } from '../facts.ts';
import type { AnalysisInput, FrontEnd } from '../front-end.ts';
import { constantKey } from '../key.ts';
import { ClassTable, javaFile, type JavaFile } from './classes.ts';
import { printFunction } from '../print.ts';
import { modelName } from '../type-name.ts';
import { JavaProgram } from './program.ts';
import { factsFrom } from './report.ts';
import { RequestEnd } from './request-end.ts';
import { isModelAttribute, rootsOf } from './roots.ts';
import { writeBackFor } from './write-back.ts';

type JavaInput = AnalysisInput<CompilationUnit>;

export const javaFrontEnd: FrontEnd = {
  analyze: (input) => analyzeJava(input as JavaInput),
  dumpIr: (input) => dumpIr(input as JavaInput),
};

/** Parsed project files outlive the file that asked for them. */
export const sources = new JavaSources();

/** Under the other models every change that can be seen reaches the store, or none does: no single one is lost. */
export const replicatesOnWrite: ReadonlySet<ManagerModel['replication']> = new Set(['SET_END', 'SET_EAGER']);

export function analyzeJava(input: JavaInput): readonly SessionFact[] {
  // Sessions of unit tests are mock objects of one process: nothing replicates them, and nothing is lost.
  if (isTestPath(input.path, projectRootOf(input.path))) return [];
  const manager = managerFor(input);
  if (!replicatesOnWrite.has(manager.replication)) return [];
  const { program, analyzer, file, traits } = prepare(input, manager);
  const { likely, rest } = rootsOf(file, program, traits);
  const analysis: FileAnalysis = analyzer.analyze(likely, rest);
  const requestEnd = new RequestEnd(file, program, traits, sources);
  const isSafe = (loss: Loss): boolean =>
    isElsewhere(loss, analysis, input) ||
    isAfterSession(loss) ||
    isModelAttribute(loss, program) ||
    requestEnd.writes(loss);
  return factsFrom(analysis, file, isSafe, { writeBackFor: (loss) => writeBackFor(loss, file, !traits.eager) });
}

/** A name that is looked up in several scopes, and of which neither this file nor the project says that the session has it. */
function isElsewhere({ key }: Loss, { collector }: FileAnalysis, { path }: JavaInput): boolean {
  if (!collector.maybe.has(key) || collector.reads.has(key) || collector.written.has(key)) return false;
  const { session, request } = attributeScopesAround(path);
  const name = constantKey(key) ?? '';
  return !session.has(name) || request.has(name);
}

/** The container calls it with a session that is at its end. */
function isAfterSession({ root: { func } }: Loss): boolean {
  const parameter = func.parameters[0]?.type;
  if (parameter === undefined) return false;
  const type = modelName(parameter.name);
  return sessionEndHooks.some((hook) => hook.method === func.name && modelName(hook.parameter) === type);
}

/** The functions of the file in the intermediate representation, as text. */
function dumpIr(input: JavaInput): string {
  const { program, file, traits } = prepare(input, managerFor(input));
  const { likely, rest } = rootsOf(file, program, traits);
  return [...likely, ...rest()].map((root) => printFunction(root.func)).join('\n');
}

/** The manager of the settings, or that of the project. */
export function managerFor({ sessionManager, path }: AnalysisInput): ManagerModel {
  const name = sessionManager === 'auto' ? detectSessionManager(path).manager : sessionManager;
  const found = findManager(name) ?? findManager(defaultManager);
  if (found === undefined) throw new Error(`no record of session manager ${name}`);
  return found;
}

function prepare(
  input: JavaInput,
  manager: ManagerModel,
): {
  readonly program: JavaProgram;
  readonly analyzer: FileAnalyzer;
  readonly file: JavaFile;
  readonly traits: ManagerTraits;
} {
  sources.prime(input.path, input.text, input.ast);
  const file = javaFile(input.path, input.text, input.ast);
  const program = new JavaProgram(new ClassTable(sources, file));
  const traits = traitsFor(manager, file);
  return { program, analyzer: new FileAnalyzer(program, traits), file, traits };
}

export function traitsFor(manager: ManagerModel, file: JavaFile): ManagerTraits {
  return {
    eager: manager.replication === 'SET_EAGER',
    savesAtCommit: manager.savesAtCommit,
    sameInstanceIgnored: mentions(file, 'faces') && ignoresSameInstance(file.path),
    springRewrites: mentions(file, 'springframework') && springRewrites(file.path, file),
  };
}

function mentions(file: JavaFile, word: string): boolean {
  return file.text.includes(word);
}

/** Mojarra's session map, in an application that is not distributable. Where either is not known, silence. */
function ignoresSameInstance(path: string): boolean {
  return jsfImplementation(path) === 'mojarra' && webAppOf(path)?.distributable === false;
}

/** Before Spring 6; a file that uses jakarta.* runs on 6 or later. Not known: taken to, which keeps the rule silent. */
function springRewrites(path: string, file: JavaFile): boolean {
  const major = springMajor(path);
  if (major !== undefined) return major < 6;
  return !file.ast.imports.some((declaration) => declaration.name.startsWith('jakarta.'));
}
