/**
 * Whether a function can reach a session on its own: its text names a session API, or it calls, without naming an object,
 * a method of the file that does. Decided on the text, because the answer is needed before anything is followed; a wrong
 * yes costs time, a wrong no hides a session that comes from an object which was not handed in and is not named like one.
 */
import type { JavaFile } from './classes.ts';

const sessionWords =
  /Session\b|[sS]ession(Map|Attribute|Scope|Context)|etAttribute|removeAttribute|findAttribute|[gp]etValue|putValue|SESSION|\bsession\b/;

const ownCalls = /(?<![\w.$]|new\s)([a-z_$][\w$]*)\s*\(|\b(?:this|super)\s*\.\s*([a-z_$][\w$]*)\s*\(/g;
const notCalls = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'synchronized',
  'return',
  'try',
  'super',
  'this',
  'throw',
]);

interface NamedMethods {
  readonly reaching: Set<string>;
  readonly declared: ReadonlySet<string>;
}

const files = new WeakMap<JavaFile, NamedMethods>();

function mentionsSession(text: string): boolean {
  return sessionWords.test(text);
}

/** `inheritsSession`: a superclass that is not in the file may touch sessions, so that its methods count. */
export function reachesSession(text: string, file: JavaFile, inheritsSession: boolean): boolean {
  if (mentionsSession(text)) return true;
  const { reaching, declared } = methodsOf(file);
  // Not its own head: another method of the same name may reach a session.
  for (const name of callsIn(text.slice(Math.max(0, text.indexOf('{'))))) {
    if (reaching.has(name) || (inheritsSession && !declared.has(name))) return true;
  }
  return false;
}

function callsIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(ownCalls)) {
    const name = match[1] ?? match[2] ?? '';
    if (!notCalls.has(name)) names.add(name);
  }
  return names;
}

function methodsOf(file: JavaFile): NamedMethods {
  const known = files.get(file);
  if (known !== undefined) return known;
  const calls = new Map<string, Set<string>>();
  const reaching = new Set<string>();
  const classes = [...file.classes.values()];
  for (const info of classes) {
    classes.push(...info.nested.values());
    for (const [name, overloads] of info.methods) {
      for (const method of overloads) {
        const text = file.text.slice(method.range[0], method.range[1]);
        if (mentionsSession(text)) reaching.add(name);
        const callees = calls.get(name) ?? new Set();
        for (const callee of callsIn(text)) callees.add(callee);
        calls.set(name, callees);
      }
    }
  }
  for (let grew = true; grew;) {
    grew = false;
    for (const [name, callees] of calls) {
      if (reaching.has(name) || ![...callees].some((callee) => reaching.has(callee))) continue;
      reaching.add(name);
      grew = true;
    }
  }
  const found = { reaching, declared: new Set(calls.keys()) };
  files.set(file, found);
  return found;
}
