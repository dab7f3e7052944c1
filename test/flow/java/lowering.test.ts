/** From Java to control-flow graphs: well formed for every form of the language, and exact for some. */
import { describe, expect, it } from 'vitest';
import type { Func, Handlers } from '../../../src/flow/ir.ts';
import { ClassTable, javaFile } from '../../../src/flow/java/classes.ts';
import { JavaProgram } from '../../../src/flow/java/program.ts';
import { rootsOf } from '../../../src/flow/java/roots.ts';
import { printFunction } from '../../../src/flow/print.ts';
import { parseJava } from '../../../src/languages/java/parse.ts';
import { JavaSources } from '../../../src/project/java-sources.ts';
import { nowhere } from './analyze-text.ts';

function functionsOf(text: string): readonly Func[] {
  const parsed = parseJava(text);
  if (!parsed.ok) throw new Error(`does not parse: ${JSON.stringify(parsed.error)}`);
  const file = javaFile(nowhere, text, parsed.ast);
  const program = new JavaProgram(new ClassTable(new JavaSources(), file));
  const { likely, rest } = rootsOf(file, program, { springRewrites: false });
  return [...likely, ...rest()].map((root) => root.func);
}

function inMethod(body: string): string {
  return `class A {
  enum Color { RED, GREEN }
  record Point(int x, Object y) { }
  int f; A other; static int count; int[] array;
  int m(int p, Object o, java.util.List<String> list, boolean b, Color color) throws Exception {
${body}
  }
}`;
}

/** The function and those inside it. */
function* allFunctions(func: Func): Generator<Func> {
  yield func;
  for (const block of func.blocks) {
    for (const effect of block.effects) {
      if (effect.op === 'closure') yield* allFunctions(effect.func);
      if (effect.op === 'new') for (const method of effect.methods?.values() ?? []) yield* allFunctions(method);
    }
  }
}

function expectWellFormed(func: Func): void {
  const isBlock = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < func.blocks.length;
  const expectHandlers = (handlers: Handlers): void => {
    for (const { types, block } of handlers) {
      expect(types.length).toBeGreaterThan(0);
      expect(isBlock(block)).toBe(true);
    }
  };
  expect(func.limit).toBeNull();
  expect(func.blocks.length).toBeGreaterThan(0);
  expect(func.span.end).toBeGreaterThan(func.span.start);
  for (const { effects, terminator } of func.blocks) {
    for (const effect of effects) {
      if ('handlers' in effect) expectHandlers(effect.handlers);
      if (effect.op === 'call') {
        expect(effect.argSpans.length === 0 || effect.argSpans.length === effect.args.length).toBe(true);
        expect(effect.span.start).toBeLessThan(effect.span.end);
      }
    }
    switch (terminator.kind) {
      case 'goto':
        expect(isBlock(terminator.to)).toBe(true);
        break;
      case 'branch':
        expect(isBlock(terminator.then) && isBlock(terminator.otherwise)).toBe(true);
        break;
      case 'throw':
        expectHandlers(terminator.handlers);
        break;
      case 'return':
        expect(terminator.span.end).toBeGreaterThan(terminator.span.start);
        break;
    }
  }
}

/** Blocks that a path from the entry reaches. */
function reached(func: Func): readonly number[] {
  const seen = new Set([0]);
  for (const id of seen) {
    const block = func.blocks[id];
    if (block === undefined) continue;
    const { terminator } = block;
    const next: number[] = [];
    if (terminator.kind === 'goto') next.push(terminator.to);
    if (terminator.kind === 'branch') next.push(terminator.then, terminator.otherwise);
    if (terminator.kind === 'throw') next.push(...terminator.handlers.map((handler) => handler.block));
    for (const effect of block.effects) {
      if ('handlers' in effect) next.push(...effect.handlers.map((handler) => handler.block));
    }
    for (const one of next) seen.add(one);
  }
  return [...seen].sort((a, b) => a - b);
}

const forms: readonly (readonly [name: string, body: string])[] = [
  ['nothing', ''],
  ['local variables', 'int a = 1, c[] = {1, 2}; var v = o; final String s; ;'],
  ['if, else if, else', 'if (b) f = 1; else if (p > 1) { f = 2; } else f = 3; return f;'],
  ['constant conditions', 'if (true) f = 1; else f = 2; while (false) f = 3; return 0;'],
  [
    'while, do, for',
    'while (b) { f++; } do { --f; } while (p > 0); for (int i = 0, j = 1; i < j; i++, j--) f += i; for (;;) { break; } return 1;',
  ],
  [
    'for each',
    'for (String s : list) { if (s == null) continue; if (b) break; f++; } for (int i : array) f = i; return 1;',
  ],
  [
    'labelled loops',
    'outer: for (;;) { inner: while (b) { if (p == 1) break outer; if (p == 2) continue outer; if (p == 3) continue inner; break inner; } f++; } return 1;',
  ],
  ['a labelled block', 'done: { if (b) break done; f = 1; } return 1;'],
  [
    'a switch that falls through',
    'switch (p) { case 1: f = 1; case 2: f = 2; break; default: f = 3; case 4: return 4; } return 1;',
  ],
  ['a switch with its default first', 'switch (p) { default: f = 3; break; case 4: f = 4; } return 1;'],
  [
    'a switch on an enum and on strings',
    'switch (color) { case RED: f = 1; break; case GREEN: } switch (o.toString()) { case "a", "b" -> f = 1; default -> { } } return 1;',
  ],
  ['an empty switch', 'switch (p) { } return 1;'],
  [
    'a switch expression',
    'int r = switch (p) { case 1, 2 -> 10; case 3 -> { if (b) yield 4; yield 5; } default -> throw new Exception(); }; return r;',
  ],
  ['a switch expression with colons', 'return switch (p) { case 1: f = 1; yield 1; default: yield 2; };'],
  [
    'nested switch expressions',
    'return switch (p) { case 1 -> switch (f) { case 2 -> 3; default -> 4; }; default -> 5; };',
  ],
  [
    'patterns',
    'if (o instanceof Point(int x, var y) && x > 1) f = x; if (!(o instanceof String s)) return 1; return switch (o) { case null -> 0; case String t when t.isEmpty() -> 1; case Point(int x, Object y) -> x; default -> 2; };',
  ],
  ['synchronized and assert', 'synchronized (this) { f++; } assert b : "no"; return 1;'],
  ['throw', 'if (b) throw new IllegalStateException("x"); throw (Exception) o;'],
  [
    'try, catch',
    'try { f = 1; list.clear(); } catch (IllegalStateException | IllegalArgumentException e) { f = 2; } catch (Exception e) { throw e; } return 1;',
  ],
  ['try, finally', 'try { f = 1; } finally { f = 2; } return 1;'],
  ['return through finally', 'try { if (b) return f; f = 1; } finally { f = 2; } return 1;'],
  ['return from finally', 'try { throw new Exception(); } finally { return 2; }'],
  [
    'break and continue through finally',
    'while (b) { try { if (p == 1) break; if (p == 2) continue; } finally { f++; } } return 1;',
  ],
  [
    'a labelled jump through two finally blocks',
    'outer: while (b) { try { while (p > 0) { try { break outer; } finally { f = 1; } } } finally { f = 2; } } return 1;',
  ],
  ['a loop in finally', 'try { f = 1; } finally { for (int i = 0; i < 3; i++) { if (i == 2) break; } } return 1;'],
  ['try in finally', 'try { f = 1; } finally { try { list.clear(); } finally { f = 2; } } return 1;'],
  ['yield through finally', 'return switch (p) { case 1 -> { try { yield 1; } finally { f = 2; } } default -> 0; };'],
  [
    'resources',
    'try (java.io.StringReader r = new java.io.StringReader("x"); var s = r) { r.read(); } catch (java.io.IOException e) { } return 1;',
  ],
  [
    'lambdas in lambdas',
    'Runnable r = () -> { Runnable q = () -> { f++; Runnable t = () -> list.clear(); t.run(); }; q.run(); }; r.run(); list.forEach(s -> f++); list.forEach((String s) -> { if (b) return; f = 1; }); return 1;',
  ],
  [
    'method references',
    'list.forEach(System.out::println); java.util.function.Supplier<A> s = A::new; java.util.function.Function<Object, String> t = Object::toString; Runnable r = this::hashCode; return 1;',
  ],
  [
    'an anonymous class',
    'Object a = new Object() { int g = 1; { g = 2; } @Override public String toString() { Runnable r = new Runnable() { public void run() { f = p; } }; r.run(); return "x"; } }; return a.hashCode();',
  ],
  [
    'a local class',
    'class L { int g; int h() { return f + g; } } record R(int z) { } return new L().h() + new R(1).z();',
  ],
  [
    'ternaries',
    'int r = b ? 1 : p > 1 ? 2 : p > 2 ? 3 : 4; Object q = b ? null : o == null ? this : other; return (b ? r : f) + 1;',
  ],
  [
    'short circuits',
    'boolean c = b && p > 1 || !b && (p < 3 || o != null) ^ true; if (!(b && !c) || c) f = 1; b &= c; return c ? 1 : 0;',
  ],
  [
    'assignments',
    'f = p = 2; this.f += 3; A.count <<= 1; array[p] = f; array[f++] -= 1; other.other.f = 1; String s = "x"; s += 1; return f;',
  ],
  [
    'creations',
    'int[][] x = new int[2][]; int[] y = {1, 2}; Object z = new int[] {1}; new A(); A.class.getName(); return x.length + y.length;',
  ],
  ['casts and operators', "long l = (long) p + (int) 2.5f - ~p % 3 >>> 1; char c = 'a'; c++; return (int) l & c | 1;"],
  [
    'calls of super and this',
    'super.hashCode(); this.m(1, o, list, b, color); A.this.f = 1; return super.toString().length();',
  ],
  ['dead code', 'return 1; f = 2; while (b) { break; }'],
  ['jumps that lead nowhere', 'break; continue; break gone; return 1;'],
];

describe('a graph is well formed', () => {
  it.each(forms)('%s', (_name, body) => {
    for (const root of functionsOf(inMethod(body))) for (const func of allFunctions(root)) expectWellFormed(func);
  });

  it('for constructors, initializers, records and enums', () => {
    const text = `class A { int f = 1; { f = 2; } static { } A() { this(1); } A(int f) { super(); this.f = f; }
      record P(int x) { P { if (x < 0) throw new IllegalArgumentException(); } }
      enum E { X { int v() { return 1; } }; int v() { return 0; } E() { } }
      interface I { default int d() { return s(); } static int s() { return 1; } private int p() { return 2; } int none(); } }`;
    const functions = functionsOf(text);
    expect(functions.map((func) => func.name).sort()).toEqual(['A', 'A', 'E', 'P', 'd', 'p', 's', 'v']);
    for (const func of functions) expectWellFormed(func);
  });
});

describe('a finally block', () => {
  const stores = (body: string): number => {
    const func = functionsOf(inMethod(body)).find(({ name }) => name === 'm');
    if (func === undefined) throw new Error('no method');
    const live = reached(func).map((id) => func.blocks[id]);
    return live.flatMap((block) => block?.effects ?? []).filter((effect) => effect.op === 'store').length;
  };

  it.each([
    ['the end and an exception', 'try { list.clear(); } finally { f = 1; } return 1;', 2],
    ['the end, a return and an exception', 'try { if (b) return 1; list.clear(); } finally { f = 1; } return 2;', 3],
    [
      'a break, a continue, the end and an exception',
      'while (b) { try { if (p == 1) break; if (p == 2) continue; list.clear(); } finally { f = 1; } } return 1;',
      4,
    ],
    ['a break that stays inside once', 'try { while (b) { break; } list.clear(); } finally { f = 1; } return 1;', 2],
  ])('stands on each way out: %s', (_name, body, count) => {
    expect(stores(body)).toBe(count);
  });
});

/** The text of the blocks that a path reaches. */
function printed(body: string): readonly string[] {
  const func = functionsOf(inMethod(body)).find(({ name }) => name === 'm');
  if (func === undefined) throw new Error('no method');
  const live = new Set(reached(func).map((id) => `block ${id}`));
  const [, ...blocks] = printFunction(func)
    .trimEnd()
    .split(/\n {2}(?=block )/);
  return blocks
    .map((block) =>
      block
        .split('\n')
        .map((line) => line.trim())
        .join('; ')
        .replace(':;', ':'),
    )
    .filter((block) => live.has(block.slice(0, block.indexOf(':'))));
}

describe('the graph of', () => {
  it('if and else', () => {
    expect(printed('if (o == null) f = 1; else f = 2;')).toEqual([
      'block 0: if o%2 is null then 2 else 3',
      'block 1: return',
      'block 2: %6 = 1; this%0.f = %6; goto 1',
      'block 3: %7 = 2; this%0.f = %7; goto 1',
    ]);
  });

  it('while with break', () => {
    expect(printed('while (b) { if (o == null) break; }')).toEqual([
      'block 0: goto 1',
      'block 1: if b%4 then 2 else 3',
      'block 2: if o%2 is null then 6 else 7',
      'block 3: return',
      'block 5: goto 1',
      'block 6: goto 3',
      'block 7: goto 5',
    ]);
  });

  it('a short circuit', () => {
    expect(printed('if (b && o != null || p == 3) return 1;')).toEqual([
      'block 0: if b%4 then 5 else 4',
      'block 1: return',
      'block 2: %7 = 1; return %7',
      'block 3: goto 1',
      'block 4: %6 = 3; if p%1 equals %6 then 2 else 3',
      'block 5: if o%2 is null then 4 else 2',
    ]);
  });

  it('a switch that falls through', () => {
    expect(printed('switch (p) { case 1: f = 1; default: f = 2; }')).toEqual([
      'block 0: %6 = 1; if p%1 equals %6 then 2 else 4',
      'block 1: return',
      'block 2: %7 = 1; this%0.f = %7; goto 3',
      'block 3: %8 = 2; this%0.f = %8; goto 1',
      'block 4: goto 3',
    ]);
  });

  it('return through finally: the value is from before', () => {
    const [first] = printed('try { return f; } finally { f = 2; }');
    expect(first).toMatch(/%6 = this%0\.f; %7 = %6; %8 = 2; this%0\.f = %8; return %7$/);
  });
});
