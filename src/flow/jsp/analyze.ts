/** The session-flow analysis of one page: its Java class, with actions and EL in their places, from tree to facts. */
import { dirname, relative, sep } from 'node:path';
import { buildPage, pageOf } from '../../languages/jsp/build-page.ts';
import type { JspPage } from '../../languages/jsp/ast.ts';
import type { Page } from '../../languages/jsp/page.ts';
import { attributeScopesAround, attributeScopesIn } from '../../project/attribute-scopes.ts';
import { openStamp } from '../../project/open-document.ts';
import { readPageFile } from '../../project/page-files.ts';
import { judgedIncludersOf } from '../../project/page-includers.ts';
import { sharedCache } from '../../project/project-cache.ts';
import { projectRootOf } from '../../project/project-root.ts';
import { isRecording, noteTrace, type Trace, traced } from '../../project/reading.ts';
import { isTestPath } from '../../project/survey.ts';
import { webXmlOf } from '../../project/web-app.ts';
import { FileAnalyzer, type FileAnalysis, type Loss, type Root } from '../analysis.ts';
import type { ManagerTraits } from '../context.ts';
import type { SessionFact } from '../facts.ts';
import type { AnalysisInput, FrontEnd } from '../front-end.ts';
import { managerFor, replicatesOnWrite, sources, traitsFor } from '../java/analyze.ts';
import { ClassTable, type JavaFile } from '../java/classes.ts';
import { RequestEnd } from '../java/request-end.ts';
import { rootsOf } from '../java/roots.ts';
import { constantKey } from '../key.ts';
import { printFunction } from '../print.ts';
import { fileOfPage } from './page-calls.ts';
import { JspProgram } from './program.ts';
import { pageFacts } from './report.ts';

type JspInput = AnalysisInput<JspPage>;

export const jspFrontEnd: FrontEnd = {
  analyze: (input) => analyzePage(input as JspInput),
  dumpIr: (input) => dumpIr(input as JspInput),
};

/**
 * A finding stands in the file whose text makes the change. So a file that pages include is judged within these, where its
 * variables have their values; only a file that nothing includes is judged alone.
 */
export function analyzePage(input: JspInput): readonly SessionFact[] {
  if (isTestPath(input.path, projectRootOf(input.path))) return [];
  // What broken Java leaves of a page says little of what it includes.
  const around = judgedIncludersOf(input.path).flatMap((path) => pageAt(path) ?? []);
  const whole = around.filter((page) => page.javaProblem === null);
  const pages = whole.length > 0 ? whole : [pageOf(input.ast)];
  const facts = new Map<string, SessionFact>();
  for (const page of pages) {
    for (const fact of factsOfPage(page, input)) {
      facts.set(`${fact.fact} ${fact.range.join('-')} ${'key' in fact ? fact.key : ''}`, fact);
    }
  }
  return [...facts.values()].sort((first, second) => first.range[0] - second.range[0]);
}

interface KeptPage {
  readonly page: Page;
  readonly text: string;
  /** Of the buffer that was in place when it was built. */
  readonly buffer: string | undefined;
  /** By `performance.now()`: what the page includes may have changed since. */
  readonly until: number;
  /** Of the cache that other files were read through. */
  readonly epoch: number;
  /** What was read for it, when that is recorded. */
  readonly trace: Trace | undefined;
}

/** Pages that include many files are asked for once for each of them. Least recently built first. */
const kept = new Map<string, KeptPage>();
const maxKept = 8;

function pageAt(path: string): Page | undefined {
  const text = readPageFile(path);
  if (text === undefined) return undefined;
  const now = performance.now();
  const known = kept.get(path);
  const buffer = openStamp(/./);
  const { epoch, recheckMs } = sharedCache;
  const isKept = known?.text === text && known.buffer === buffer && now < known.until && epoch === known.epoch;
  if (isKept && (known.trace !== undefined || !isRecording())) {
    noteTrace(known.trace);
    return known.page;
  }
  const { value: page, trace } = traced(() => buildPage(text, path));
  noteTrace(trace);
  kept.delete(path);
  kept.set(path, { page, text, buffer, until: now + recheckMs, epoch, trace });
  for (const oldest of kept.keys()) {
    if (kept.size <= maxKept) break;
    kept.delete(oldest);
  }
  return page;
}

/** Facts of the page that stand in the file that is linted: the page itself, or one that it includes. */
function factsOfPage(page: Page, input: JspInput): readonly SessionFact[] {
  const manager = managerFor(input);
  if (!replicatesOnWrite.has(manager.replication)) return [];
  const { program, file } = prepare(page);
  const traits = traitsFor(manager, file);
  const analysis = new FileAnalyzer(program, traits).analyze(rootsOfPage(file, program, traits), () => []);
  const requestEnd = new RequestEnd(file, program, traits, sources, urlOf(page.path));
  const isDropped = (loss: Loss): boolean => isElsewhere(loss, analysis, page) || requestEnd.writes(loss);
  return pageFacts(analysis, file, page, isDropped, input.path);
}

function dumpIr(input: JspInput): string {
  const { program, file } = prepare(pageOf(input.ast));
  const traits = traitsFor(managerFor(input), file);
  return rootsOfPage(file, program, traits)
    .map((root) => printFunction(root.func))
    .join('\n');
}

function prepare(page: Page): { readonly program: JspProgram; readonly file: JavaFile } {
  const file = fileOfPage(page);
  return { file, program: new JspProgram(new ClassTable(sources, file)) };
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
