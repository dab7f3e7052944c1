/** Java text through the analysis, as a rule would ask for it. */
import { analyzeJava } from '../../../src/flow/java/analyze.ts';
import type { LostMutation, MutationAfterWrite, SessionFact } from '../../../src/flow/facts.ts';
import { parseJava } from '../../../src/languages/java/parse.ts';

/** A folder that does not exist: no project around the text. */
export const nowhere = '/no-such-folder/shop/Shop.java';

export interface AnalyzeOptions {
  readonly path?: string;
  readonly sessionManager?: string;
}

function inputFor(text: string, { path = nowhere, sessionManager = 'tomcat' }: AnalyzeOptions) {
  const parsed = parseJava(text);
  if (!parsed.ok) throw new Error(`does not parse: ${JSON.stringify(parsed.error)}\n${text}`);
  return { ast: parsed.ast, text, path, sessionManager };
}

export function analyzeText(text: string, options: AnalyzeOptions = {}): readonly SessionFact[] {
  return analyzeJava(inputFor(text, options));
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** `fact:line` of each fact, with the kind of a lost mutation: `lost:12`. */
export function summary(text: string, options: AnalyzeOptions = {}): readonly string[] {
  return analyzeText(text, options).map((fact) => `${nameOf(fact)}:${lineOf(text, fact.range[0])}`);
}

function nameOf(fact: SessionFact): string {
  return fact.fact === 'lost-mutation' ? fact.kind : fact.fact;
}

export type Finding = LostMutation | MutationAfterWrite;

/** The findings; an analysis that gave up is an error here. */
export function findingsIn(text: string, options: AnalyzeOptions = {}): readonly Finding[] {
  return analyzeText(text, options).map((fact) => {
    if (fact.fact === 'limit') throw new Error(`gave up: ${fact.reason}`);
    if (fact.fact === 'session-problem') throw new Error(`not a fact of Java: ${fact.rule}`);
    return fact;
  });
}

/** A class with a cart, and these members. Methods can be put on known lines: the members start on line 12. */
export function shop(members: string): string {
  return `import jakarta.servlet.http.*;
import java.util.*;
public class Shop {
  static class Cart implements java.io.Serializable {
    int n;
    List<String> items = new ArrayList<>();
    Cart next;
    void bump() { n++; }
    List<String> getItems() { return items; }
  }

${members}
}
`;
}
