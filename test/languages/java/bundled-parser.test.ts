/** The build changes how java-parser is set up, not what it parses. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import * as installed from 'java-parser';
import { describe, expect, it } from 'vitest';

type Parser = Pick<typeof installed, 'lexAndParse'>;

const bundled = createRequire(import.meta.url)(resolve('dist/java-parser.cjs')) as Parser;

/** The whole tree with the types and places of its tokens, or the message of the error. */
function outcome({ lexAndParse }: Parser, text: string): string {
  try {
    return JSON.stringify(lexAndParse(text).cst, (key, value: unknown) =>
      key === 'tokenType' ? (value as { name: string }).name : value,
    );
  } catch (error) {
    return String(error);
  }
}

const sources = readdirSync('fixtures', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.java'))
  .map((path) => readFileSync(join('fixtures', path), 'utf8'));

describe('the bundled java-parser', () => {
  it('gives the trees of the installed one', () => {
    expect(sources.length).toBeGreaterThan(300);
    for (const text of sources) expect(outcome(bundled, text)).toBe(outcome(installed, text));
  });

  it('gives its errors, too', () => {
    for (const [index, text] of sources.filter((_, number) => number % 4 === 0).entries()) {
      const cut = text.slice(0, Math.floor((text.length * ((index * 37) % 100)) / 100));
      expect(outcome(bundled, cut)).toBe(outcome(installed, cut));
    }
  });

  it('knows what is in no table', () => {
    const rare = `
      class X {
        java.util.Map<? super a.B<?>[], a.b.c.d.e.F<int[][]>>[] f(final @A(x = {1, 2}) a.b.c.D<E, ? extends F>... x)[] throws @B a.C {
          for (final java.util.Map.Entry<String, java.util.List<? super A[]>> e : (java.util.Set<java.util.Map.Entry<A, B>>) x.y()) {}
          return (A & B & java.io.Serializable) (x, y) -> z[((int) 'c') >>> 0x1FL] ^= ~-+1e10f;
        }
      }`;
    expect(outcome(bundled, rare)).toContain('"name":"compilationUnit"');
    expect(outcome(bundled, rare)).toBe(outcome(installed, rare));
  });
});
