import { describe, expect, it } from 'vitest';
import { ProjectCache, type CacheTable } from '../../src/project/project-cache.ts';
import { requestEndCandidates } from '../../src/project/request-end.ts';
import { findJavaFile } from '../../src/project/source-roots.ts';
import { webAppOf } from '../../src/project/web-app.ts';
import { javaClass, plant, pom } from './tree.ts';

describe('ProjectCache', () => {
  const table: CacheTable<number> = { name: 'numbers' };
  const clocked = (): { cache: ProjectCache; clock: { now: number } } => {
    const clock = { now: 0 };
    return { clock, cache: new ProjectCache({ recheckMs: 100, now: () => clock.now }) };
  };

  it('keeps a derived value for its time, and a dear one longer', () => {
    const { cache, clock } = clocked();
    let calls = 0;
    const ask = (cost: number): number => cache.derived(table, 'k', () => ((clock.now += cost), ++calls));
    expect(ask(0)).toBe(1);
    clock.now = 99;
    expect(ask(0)).toBe(1);
    clock.now = 100;
    expect(ask(10)).toBe(2);
    clock.now = 609;
    expect(ask(0)).toBe(2);
    clock.now = 610;
    expect(ask(0)).toBe(3);
    cache.clear();
    expect(ask(0)).toBe(4);
  });

  it('reads a file again only after it changed', () => {
    const tree = plant({ 'x.txt': '1' });
    const { cache, clock } = clocked();
    let reads = 0;
    const ask = (): number => cache.fromFile(table, tree.at('x.txt'), () => ++reads);
    expect([ask(), ask()]).toEqual([1, 1]);
    clock.now = 100;
    expect(ask()).toBe(1);
    tree.write('x.txt', '22');
    expect(ask()).toBe(1);
    clock.now = 200;
    expect(ask()).toBe(2);
  });

  it('compares everything with the disk after the program has written', () => {
    const tree = plant({ 'x.txt': '1' });
    const { cache } = clocked();
    let reads = 0;
    let calls = 0;
    const read = (): number => cache.fromFile(table, tree.at('x.txt'), () => ++reads);
    const derive = (): number => cache.derived(table, 'k', () => ++calls);
    expect([read(), derive()]).toEqual([1, 1]);
    cache.recheckAll();
    expect([read(), derive(), derive()]).toEqual([1, 2, 2]);
    tree.write('x.txt', '22');
    cache.recheckAll();
    expect([read(), read()]).toEqual([2, 2]);
  });

  it('lets an editor see new files and edits', () => {
    const tree = plant({ 'pom.xml': pom(), 'src/main/java/p/A.java': javaClass('p.A') });
    const { cache, clock } = clocked();
    const from = tree.at('src/main/java/p/A.java');
    expect(findJavaFile('p.B', from, cache)).toBeUndefined();
    expect(webAppOf(from, cache)).toBeUndefined();
    tree.write('src/main/java/p/B.java', javaClass('p.B'));
    tree.write('src/main/webapp/WEB-INF/web.xml', '<web-app/>');
    clock.now = 1000;
    expect(findJavaFile('p.B', from, cache)).toBe(tree.at('src/main/java/p/B.java'));
    expect(webAppOf(from, cache)?.distributable).toBe(false);
    tree.write('src/main/webapp/WEB-INF/web.xml', '<web-app><distributable/></web-app>');
    clock.now = 2000;
    expect(webAppOf(from, cache)?.distributable).toBe(true);
  });
});

describe('requestEndCandidates', () => {
  it('names production files that set attributes around a request', () => {
    const both = 'void doFilter() { s.setAttribute(n, v); }';
    const tree = plant({
      'pom.xml': pom(),
      'src/main/java/p/Filter.java': javaClass('p.Filter', both),
      'src/main/java/p/Listener.java': javaClass('p.Listener', 'void requestDestroyed() { s.putValue(n, v); }'),
      'src/main/java/p/Reader.java': javaClass('p.Reader', 'void doFilter() { s.getAttribute(n); }'),
      'src/main/java/p/Servlet.java': javaClass('p.Servlet', 'void doGet() { s.setAttribute(n, v); }'),
      'src/test/java/p/FilterTest.java': javaClass('p.FilterTest', both),
    });
    expect(requestEndCandidates(tree.at('src/main/webapp/a.jsp'), new ProjectCache())).toEqual([
      tree.at('src/main/java/p/Filter.java'),
      tree.at('src/main/java/p/Listener.java'),
    ]);
  });
});
