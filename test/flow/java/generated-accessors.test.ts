/** Which accessors without source are known: those that Lombok is told to make, and those of records. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findingsIn } from './analyze-text.ts';

function kindsFor(imports: string, annotations: string, field: string, change: string, config?: string): string[] {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-test-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const path = join(root, 'src/main/java/shop/Shop.java');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(join(root, 'pom.xml'), '<project/>');
  if (config !== undefined) writeFileSync(join(root, 'lombok.config'), config);
  const text = `package shop;
${imports}
class Shop {
  ${annotations}
  static class Cart { ${field} }
  void change(javax.servlet.http.HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    ${change}
  }
}
`;
  writeFileSync(path, text);
  return findingsIn(text, { path }).map((fact) => (fact.fact === 'lost-mutation' ? fact.kind : fact.fact));
}

describe('generated accessors', () => {
  test.each([
    ['@Data', 'import lombok.Data;', '@Data', 'String name;', 'cart.setName("n");'],
    ['a star import', 'import lombok.*;', '@Data', 'String name;', 'cart.setName("n");'],
    ['a qualified name', '', '@lombok.Setter', 'String name;', 'cart.setName("n");'],
    ['on the field', 'import lombok.Setter;', '', '@Setter String name;', 'cart.setName("n");'],
    ['a getter', 'import lombok.Getter;', '@Getter', 'java.util.List<String> rows;', 'cart.getRows().add("r");'],
    [
      'fluent names',
      'import lombok.Data;\nimport lombok.experimental.Accessors;',
      '@Data @Accessors(fluent = true)',
      'java.util.List<String> rows;',
      'cart.rows().add("r");',
    ],
  ])('%s', (_, imports, annotations, field, change) => {
    expect(kindsFor(imports, annotations, field, change)).toEqual(['lost']);
  });

  test('the components of a record', () => {
    const change = '((Page) session.getAttribute("page")).rows().add("r");';
    expect(kindsFor('', '', '}\n  record Page(java.util.List<String> rows) {', change)).toEqual(['lost']);
  });

  // What one field of a new object holds, the others do not.
  test.each([
    ['the field that was set', 'made.getRows().add("r");', ['lost']],
    ['another field', 'made.getOthers().add("r");', []],
  ])('of a new object: %s', (_, change, expected) => {
    const fields = 'java.util.List<String> rows; java.util.List<String> others;';
    const made = 'Cart made = new Cart(); made.setRows(cart.getRows());';
    expect(kindsFor('import lombok.Data;', '@Data', fields, `${made} ${change}`)).toEqual(expected);
  });

  test('a transient field, set', () => {
    const field = 'transient java.util.List<String> rows;';
    expect(kindsFor('import lombok.Data;', '@Data', field, 'cart.setRows(null);')).toEqual(['notCarried']);
    expect(kindsFor('import lombok.Data;', '@Data', field, 'cart.getRows().add("r");')).toEqual([]);
  });

  test('fluent names by lombok.config', () => {
    const field = 'java.util.List<String> rows;';
    const lines = ['import lombok.Data;', '@Data', field, 'cart.rows().add("r");'] as const;
    expect(kindsFor(...lines, 'lombok.accessors.fluent = true\n')).toEqual(['lost']);
    expect(kindsFor(...lines, 'lombok.accessors.chain = true\n')).toEqual(['likelyLost']);
  });

  test.each([
    ['no annotation', '', '', 'String name;', 'cart.setName("n");'],
    ['of another library', 'import com.acme.Data;', '@Data', 'String name;', 'cart.setName("n");'],
    ['@Value makes no setters', 'import lombok.Value;', '@Value', 'String name;', 'cart.setName("n");'],
  ])('%s: judged by the name', (_, imports, annotations, field, change) => {
    expect(kindsFor(imports, annotations, field, change)).toEqual(['likelyLost']);
  });
});
