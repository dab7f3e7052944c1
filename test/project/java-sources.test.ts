import { utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CompilationUnit } from '../../src/languages/java/ast.ts';
import { JavaSources, packageMembers } from '../../src/project/java-sources.ts';
import { ProjectCache } from '../../src/project/project-cache.ts';
import { javaClass, plant } from './tree.ts';

const unit = (): CompilationUnit => ({
  type: 'CompilationUnit',
  range: [0, 0],
  packageName: null,
  imports: [],
  types: [],
});

function counting(maxTextLength?: number): { sources: JavaSources; parsed: string[] } {
  const parsed: string[] = [];
  const parse = (text: string): CompilationUnit => {
    parsed.push(text);
    return unit();
  };
  const cache = new ProjectCache({ recheckMs: 0 });
  return {
    sources: new JavaSources({ cache, parse, ...(maxTextLength === undefined ? {} : { maxTextLength }) }),
    parsed,
  };
}

describe('JavaSources', () => {
  it('parses with the real parser, in the encoding of the file', () => {
    const tree = plant({
      'A.java': Buffer.from([...Buffer.from('package p; class A { } //'), 0xd6, 0xd0, 0xce, 0xc4]),
    });
    const source = new JavaSources({ cache: new ProjectCache() }).load(tree.at('A.java'));
    expect(source?.ast.packageName).toBe('p');
    expect(source?.text.endsWith('//中文')).toBe(true);
  });

  it('gives nothing for a file that is missing or no Java', () => {
    const tree = plant({ 'A.java': 'class {{{', 'B.java/': '' });
    const sources = new JavaSources({ cache: new ProjectCache() });
    for (const name of ['A.java', 'B.java', 'C.java']) expect(sources.load(tree.at(name))).toBeUndefined();
  });

  it('parses once, and again when the file changes', () => {
    const tree = plant({ 'A.java': 'class A {}' });
    const { sources, parsed } = counting();
    expect(sources.load(tree.at('A.java'))).toBe(sources.load(tree.at('A.java')));
    tree.write('A.java', 'class A { int x; }');
    expect(sources.load(tree.at('A.java'))?.text).toBe('class A { int x; }');
    utimesSync(tree.at('A.java'), 1, 1);
    sources.load(tree.at('A.java'));
    expect(parsed).toEqual(['class A {}', 'class A { int x; }']);
  });

  it('prefers what the editor has, and uses its tree again only for the same text', () => {
    const tree = plant({ 'A.java': 'class A {}', 'B.java': 'class B {}' });
    const { sources, parsed } = counting();
    const [a, b] = [unit(), unit()];
    sources.load(tree.at('A.java'));
    sources.prime(tree.at('A.java'), 'class A { unsaved', a);
    expect(sources.load(tree.at('A.java'))).toMatchObject({ text: 'class A { unsaved', ast: a });
    sources.prime(tree.at('B.java'), 'class B {}', b);
    expect(sources.load(tree.at('A.java'))?.text).toBe('class A {}');
    sources.prime(tree.at('A.java'), 'class A {}', a);
    expect(sources.load(tree.at('B.java'))?.ast).toBe(b);
    expect(parsed).toEqual(['class A {}', 'class A {}']);
  });

  it('drops the least recently used beyond its bound', () => {
    const tree = plant({ 'A.java': 'a'.repeat(40), 'B.java': 'b'.repeat(40), 'C.java': 'c'.repeat(40) });
    const { sources, parsed } = counting(100);
    for (const name of ['A', 'B', 'A', 'C', 'A', 'B']) sources.load(tree.at(`${name}.java`));
    expect(parsed.map((text) => text[0])).toEqual(['a', 'b', 'c', 'b']);
  });
});

describe('packageMembers', () => {
  it('knows classes by file name and those beside them', () => {
    const tree = plant({
      'p/A.java': `${javaClass('p.A')}class Beside { class Inner {} }`,
      'p/package-info.java': 'package p;',
      'p/notes.txt': 'class Notes {}',
      'p/q/Sub.java': javaClass('p.q.Sub'),
    });
    const members = packageMembers(tree.at('p'), new ProjectCache());
    expect([...members.names]).toEqual([['A', tree.at('p/A.java')]]);
    expect(members.fileOf('A')).toBe(tree.at('p/A.java'));
    expect(members.fileOf('Beside')).toBe(tree.at('p/A.java'));
    for (const name of ['Inner', 'Notes', 'Sub']) expect(members.fileOf(name)).toBeUndefined();
    expect(packageMembers(tree.at('nowhere'), new ProjectCache()).names.size).toBe(0);
  });
});
