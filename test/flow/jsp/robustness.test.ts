/** Pages that no one writes by hand: the analysis ends, and says something sensible or nothing. */
import { describe, expect, it } from 'vitest';
import { analyzePage } from '../../../src/flow/jsp/analyze.ts';
import type { SessionFact } from '../../../src/flow/facts.ts';
import { buildPage } from '../../../src/languages/jsp/build-page.ts';
import { plant } from '../../project/tree.ts';

const CORE = '<%@ taglib prefix="c" uri="jakarta.tags.core" %>\n';
const set = (key: string): string => `<c:set target="\${sessionScope.${key}}" property="p" value="v"/>`;

function factsOf(text: string): readonly SessionFact[] {
  const path = plant({ 'WEB-INF/web.xml': '<web-app/>', 'page.jsp': text }).at('page.jsp');
  return analyzePage({ ast: buildPage(text, path).ast, text, path, sessionManager: 'tomcat' });
}

const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join('\n');

describe('a page', () => {
  it('of 10,000 nested tags', () => {
    const deep = (name: string): string =>
      `${CORE}${`<${name}>`.repeat(10_000)}${set('a')}${`</${name}>`.repeat(10_000)}`;
    expect(factsOf(deep('c:if test="${x}"').replaceAll('</c:if test="${x}">', '</c:if>')).length).toBeLessThan(2);
    expect(factsOf(deep('c:catch')).length).toBeLessThan(2);
  });

  it('of 500 branches', () => {
    const text = `${CORE}${repeat(500, () => `<c:if test="\${param.x}">${set('a')}</c:if>`)}`;
    expect(factsOf(text).map((fact) => fact.fact)).toContain('lost-mutation');
  });

  it('of 2,000 changes in EL', () => {
    const facts = factsOf(repeat(2000, () => '${sessionScope.a.b.c = 1}'));
    expect(facts.map((fact) => fact.fact)).toEqual(['lost-mutation']);
  });

  it('that changes 100 attributes', () => {
    const facts = factsOf(`${CORE}${repeat(100, (index) => set(`k${index}`))}`);
    expect(facts.filter((fact) => fact.fact === 'limit')).toHaveLength(1);
  });

  it('of 5 MB of text', () => {
    const facts = factsOf(`${CORE}${'<p>text ${param.x}</p>\n'.repeat(220_000)}${set('a')}`);
    expect(facts.map((fact) => fact.fact)).toEqual(['lost-mutation']);
  });

  it.each([
    '<jsp:useBean',
    '<c:set target="${',
    '<%',
    '${sessionScope.a.b = ',
    '<c:forEach items="${a}" var="',
    '</c:if></c:if>',
  ])('that ends with %s', (end) => {
    expect(() => factsOf(`${CORE}${set('a')}${end}`)).not.toThrow();
  });
});
