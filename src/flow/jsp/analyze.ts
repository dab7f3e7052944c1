/** The session-flow analysis of one page: its Java class, with actions and EL in their places, from tree to facts. */
import { dirname, relative, sep } from 'node:path';
import { buildPage } from '../../languages/jsp/build-page.ts';
import type { JspPage } from '../../languages/jsp/ast.ts';
import type { Page } from '../../languages/jsp/page.ts';
import { attributeScopesAround, attributeScopesIn } from '../../project/attribute-scopes.ts';
import { projectRootOf } from '../../project/project-root.ts';
import { isTestPath } from '../../project/survey.ts';
import { webXmlOf } from '../../project/web-app.ts';
import { FileAnalyzer, type FileAnalysis, type Loss, type Root } from '../analysis.ts';
import type { ManagerTraits } from '../context.ts';
import type { SessionFact } from '../facts.ts';
import type { AnalysisInput, FrontEnd } from '../front-end.ts';
import { managerFor, replicatesOnWrite, sources, traitsFor } from '../java/analyze.ts';
import { ClassTable, javaFile, type JavaFile } from '../java/classes.ts';
import { RequestEnd } from '../java/request-end.ts';
import { rootsOf } from '../java/roots.ts';
import { constantKey } from '../key.ts';
import { printFunction } from '../print.ts';
import { PageCalls } from './page-calls.ts';
import { JspProgram } from './program.ts';
import { pageFacts } from './report.ts';

type JspInput = AnalysisInput<JspPage>;

export const jspFrontEnd: FrontEnd = {
  analyze: (input) => analyzePage(input as JspInput),
  dumpIr: (input) => dumpIr(input as JspInput),
};

export function analyzePage(input: JspInput): readonly SessionFact[] {
  if (isTestPath(input.path, projectRootOf(input.path))) return [];
  const manager = managerFor(input);
  if (!replicatesOnWrite.has(manager.replication)) return [];
  const { page, program, file } = prepare(input);
  const traits = traitsFor(manager, file);
  const analysis = new FileAnalyzer(program, traits).analyze(rootsOfPage(file, program, traits), () => []);
  const requestEnd = new RequestEnd(file, program, traits, sources, urlOf(page.path));
  const isDropped = (loss: Loss): boolean => isElsewhere(loss, analysis, page) || requestEnd.writes(loss);
  return pageFacts(analysis, file, page, isDropped);
}

function dumpIr(input: JspInput): string {
  const { program, file } = prepare(input);
  const traits = traitsFor(managerFor(input), file);
  return rootsOfPage(file, program, traits)
    .map((root) => printFunction(root.func))
    .join('\n');
}

function prepare({ text, path }: JspInput): {
  readonly page: Page;
  readonly program: JspProgram;
  readonly file: JavaFile;
} {
  const page = buildPage(text, path);
  const file = javaFile(page.path, page.text, page.unit, new PageCalls(page));
  return { page, file, program: new JspProgram(new ClassTable(sources, file)) };
}

/** A page is small, and its service method is a root whatever its Java names: tags and EL reach the session without naming it. */
function rootsOfPage(file: JavaFile, program: JspProgram, traits: ManagerTraits): readonly Root[] {
  const { likely, rest } = rootsOf(file, program, traits);
  return [...likely, ...rest()];
}

/**
 * An unqualified name that other code puts into the request. Where nothing tells the scope, the session is what remains:
 * the page scope is known, and an application attribute is changed by no page.
 */
function isElsewhere({ key }: Loss, { collector }: FileAnalysis, page: Page): boolean {
  if (!collector.maybe.has(key) || collector.reads.has(key) || collector.written.has(key)) return false;
  const name = constantKey(key) ?? '';
  const own = attributeScopesIn(page.text);
  if (own.session.has(name)) return false;
  return own.request.has(name) || attributeScopesAround(page.path).request.has(name);
}

/** The path of the page within its web application; none for what is not under its root, or within WEB-INF. */
function urlOf(path: string): readonly string[] {
  const webXml = webXmlOf(path);
  if (webXml === undefined) return [];
  const url = `/${relative(dirname(dirname(webXml)), path)
    .split(sep)
    .join('/')}`;
  return /^\/(?:\.\.\/|WEB-INF\/)/.test(url) ? [] : [url];
}
