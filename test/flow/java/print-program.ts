/** The text of a small program. */
import { shop } from './analyze-text.ts';
import { jumpIn, type Around, type Stmt } from './small-program.ts';

const reads = ['(Cart) session.getAttribute("cart")', 'load(session)', '(Cart) request.getSession().getAttribute(KEY)'];
const changes = ['$.bump();', 'touch($);', '$.n++;', '$.items.add("x");', '$.getItems().clear();', '$.n = 2;'];
const writes = ['session.setAttribute("cart", $);', 'save(session, $);', 'session.setAttribute(KEY, $);'];
const tests = ['hasMore()', 'hasMore() && hasMore()', 'hasMore() || !hasMore()'];
const loops = ['while (hasMore())', 'for (; hasMore();)', 'for (String name : names)'];

function pick(forms: readonly string[], form: number, local = ''): string {
  return (forms[form % forms.length] ?? '').replaceAll('$', local);
}

/** The class with the method `handle`, in which `c` starts as the attribute and `d` as a new object. */
export function printProgram(body: readonly Stmt[]): string {
  return shop(`  static final String KEY = "ca" + "rt";
  private static native boolean hasMore();
  private static native int hasCount();
  private static void touch(Cart cart) { cart.bump(); }
  private static Cart load(HttpSession session) { return (Cart) session.getAttribute("cart"); }
  private static void save(HttpSession session, Cart cart) { session.setAttribute("cart", cart); }
  private static void changeStored(HttpSession session) { load(session).bump(); }

  void handle(HttpServletRequest request, List<String> names) {
    HttpSession session = request.getSession();
    Cart c = (Cart) session.getAttribute("cart");
    Cart d = new Cart();
    boolean flag = false;
${printBody(body)}
  }`);
}

function printBody(body: readonly Stmt[]): string {
  const lines: string[] = [];
  const printAll = (stmts: readonly Stmt[], indent: string, around: Around): void => {
    for (const stmt of stmts) {
      print(stmt, indent, around);
      // Java allows no statement behind a jump.
      if (stmt.kind === 'jump' || stmt.kind === 'return' || stmt.kind === 'throw') return;
    }
  };
  const print = (stmt: Stmt, indent: string, around: Around): void => {
    const put = (text: string): void => {
      lines.push(indent + text);
    };
    const block = (head: string, stmts: readonly Stmt[], within = around): void => {
      put(`${head} {`);
      printAll(stmts, `${indent}  `, within);
      put('}');
    };
    const label = around.loops === 0 ? 'outer: ' : '';
    const inLoop: Around = { loops: around.loops + 1, breakable: true };
    switch (stmt.kind) {
      case 'read':
        put(`${stmt.local} = ${pick(reads, stmt.form)};`);
        break;
      case 'change':
        put(pick(changes, stmt.form, stmt.local));
        break;
      case 'change-stored':
        put('changeStored(session);');
        break;
      case 'write':
        put(pick(writes, stmt.form, stmt.local));
        break;
      case 'write-other':
        put(`session.setAttribute("other", ${stmt.local});`);
        break;
      case 'remove':
        put('session.removeAttribute("cart");');
        break;
      case 'create':
        put(`${stmt.local} = new Cart();`);
        break;
      case 'forget':
        put(`${stmt.local} = null;`);
        break;
      case 'alias':
        put(`${stmt.into} = ${stmt.from};`);
        break;
      case 'choose':
        put(`${stmt.into} = hasMore() ? c : d;`);
        break;
      case 'flag':
        put(`flag = ${stmt.value};`);
        break;
      case 'if':
        block(`if (${pick(tests, stmt.form)})`, stmt.then);
        if (stmt.otherwise.length > 0) block('else', stmt.otherwise);
        break;
      case 'if-flag':
        block('if (flag)', stmt.then);
        block('else', stmt.otherwise);
        break;
      case 'if-null':
        block(`if (${stmt.local} == null)`, stmt.then);
        block('else', stmt.otherwise);
        break;
      case 'loop':
        block(label + pick(loops, stmt.form), stmt.body, inLoop);
        break;
      case 'do':
        block(`${label}do`, stmt.body, inLoop);
        put('while (hasMore());');
        break;
      case 'switch':
        put('switch (hasCount()) {');
        stmt.cases.forEach((one, index) => {
          const mark = stmt.arrows ? ' ->' : ':';
          block(`  case ${index}${mark}`, one, { ...around, breakable: true });
        });
        put('}');
        break;
      case 'try':
        block('try', stmt.body);
        if (stmt.handler !== null) block('catch (IllegalStateException e)', stmt.handler);
        if (stmt.finalizer !== null || stmt.handler === null) block('finally', stmt.finalizer ?? []);
        break;
      case 'synchronized':
        block('synchronized (this)', stmt.body);
        break;
      case 'jump': {
        const to = jumpIn(stmt.to, around);
        put(to === undefined ? 'return;' : `${to.replace('-', ' ')};`);
        break;
      }
      case 'return':
        put('return;');
        break;
      case 'throw':
        put('throw new IllegalStateException();');
        break;
    }
  };
  printAll(body, '    ', { loops: 0, breakable: false });
  return lines.join('\n');
}
