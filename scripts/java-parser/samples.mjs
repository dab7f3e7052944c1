/**
 * Java that has everything usual next to everything usual: what the table of decisions is made from. It means nothing, and
 * some combinations are no Java.
 */

const TYPES = [
  ...[
    'int',
    'long',
    'boolean',
    'double',
    'char',
    'byte[]',
    'A',
    'A[]',
    'A[][]',
    'a.B',
    'a.b.C',
    'A.B<C>',
    'A<B>',
    'A<B[]>',
  ],
  ...[
    'A<?>',
    'A<? extends B>',
    'A<? super B>',
    'A<B, C>',
    'A<?, ?>',
    'A<B, C<D>>',
    'A<B, C<D, E>>',
    'A<B<C>>',
    'A<a.B>',
    'A<B<C<D>>>',
  ],
];

const VALUES = [
  ...[
    'x',
    'null',
    'true',
    'false',
    '(false)',
    '1',
    '0x1F',
    '(0x1F)',
    'x & 0x1F',
    'f(0x1F)',
    'f(false)',
    'new a.b.C<>()',
    'new byte[1]',
    '-1',
    '1L',
    '1.5',
    "'c'",
    '"s"',
    'a.b',
    'a.b.c',
    'this',
    'this.x',
    'super.x',
    'A.class',
    'A[].class',
  ],
  ...[
    'f()',
    'f(x)',
    'f("s")',
    'f(x, y)',
    'f(g(x))',
    'f(a.b)',
    'f(A.class)',
    'f(new A())',
    'f((A) x)',
    'f(x + 1)',
    'f(x -> y)',
  ],
  ...['f(() -> { g(); })', 'f(A::b)', 'f(!x)', 'f(x == null)', 'f("s" + x)', 'f(this)', 'f(null)', 'f(x[0])'],
  ...[
    'a.f()',
    'a.f(x)',
    'a.f(x, y)',
    'a.f("s")',
    'a.f("s", x)',
    'a.f(b.g())',
    'a.f(b.g(x))',
    'a.f(b.g("s"))',
    'a.f(b.c)',
    'a.f(B.class)',
  ],
  ...[
    'a.f(x, y -> new A<>())',
    'a.f(x, b.g())',
    'a.f(b.g(), x)',
    'a.f(1)',
    'a.f(x).g(y)',
    'a.f().g()',
    'a.f().g().h("s")',
    'a.b.f(x)',
    'a.b.f()',
  ],
  ...[
    'A.<B>f()',
    'this.f(x)',
    'super.f(x)',
    '((A) x).f()',
    '((A) a.f()).g(x)',
    '((A<B>) x).f()',
    '("s").f()',
    'x[0]',
    'x[i].f()',
    'x[i][j]',
  ],
  ...[
    'new A()',
    'new A(x)',
    'new A(x, y)',
    'new A("s")',
    'new A(a.f())',
    'new A().f()',
    'new A[0]',
    'new A[n]',
    'new int[] { 1 }',
    'new a.B()',
  ],
  ...[
    'new a.b.C(x)',
    'new A<>()',
    'new A<>(x)',
    'new A<B>()',
    'new A<B>(x)',
    'new A<B, C>()',
    'new A<B, C<D>>()',
    'new A() { void f() {} }',
  ],
  ...[
    '(A) x',
    '(A) a.f()',
    '(A) a.f("s")',
    '(A) a.f().g("s")',
    '(A) f(x)',
    '(a.B) x',
    '(int) x',
    '(long) f()',
    '(A[]) x',
    '(A<B>) x',
    '(A<B>) a.f("s")',
  ],
  ...[
    '(A<B, C>) a.f("s")',
    '(x)',
    '(x + y)',
    '(x % y)',
    '(a.b)',
    '(f())',
    '(x == y)',
    '(!x)',
    '(x)[0]',
    '(x - y) / z',
    '("s" + x)',
    '(1 + x)',
    '(this)',
  ],
  ...[
    'x + y',
    'x - 1',
    'x * y',
    'x / y',
    'x % y',
    'x << 1',
    'x >> 1',
    'x >>> 1',
    'x < y',
    'x > y',
    'x <= y',
    'x >= y',
    'x == y',
    'x != null',
    'x && y',
  ],
  ...[
    'x || y',
    'x & y',
    'x | y',
    'x ^ y',
    '~x',
    '!x',
    '!f(x)',
    '!a.f()',
    '-x',
    '+x',
    '++x',
    '--x',
    'x++',
    'x--',
    'x instanceof A',
    'x instanceof A y',
    'x ? y : z',
  ],
  ...[
    'x == null ? y : z',
    'a.f() ? b.g() : null',
    '"s" + x',
    '"s" + x + "t"',
    'x + "s"',
    '"s" + a.f() + "t"',
    '"s" + f(x)',
    'a.f() + 1',
    'a.f() == null',
  ],
  ...[
    'a.f(x) != null && b.g()',
    'x && !y',
    'x -> y',
    '(x) -> y',
    '(x, y) -> z',
    '() -> x',
    '() -> { }',
    '(A x) -> y',
    '(A x, B y) -> z',
    'A::b',
    'A::new',
    'a.b::c',
  ],
  ...[
    'A[]::new',
    'x = y',
    'x += y',
    'switch (x) { case 1 -> y; default -> z; }',
    'x < 1 && y > 2',
    'i < a.b',
    'i < a.f()',
    'i < x.length && y',
    'x.y < z',
  ],
];

const WITH_ANNOTATION = new Set(['void', 'int', 'boolean', 'A', 'A<B>', 'A<B, C>', 'A[]', 'A<?>']);

const MODIFIERS = [
  ...[
    '',
    'public',
    'protected',
    'private',
    'static',
    'final',
    'public static',
    'private static',
    'protected static',
    'public final',
    'private final',
  ],
  ...[
    'protected final',
    'static final',
    'public static final',
    'private static final',
    'protected static final',
    'public final static',
    'private final static',
  ],
  ...[
    'public abstract',
    'protected abstract',
    'abstract',
    'synchronized',
    'public synchronized',
    'public static synchronized',
    'private synchronized',
  ],
  ...['private transient', 'transient', 'private volatile', 'native', 'public native', 'strictfp', 'default'],
];

const ANNOTATIONS = [
  ...[
    '',
    '@A',
    '@A()',
    '@A("s")',
    '@A(x)',
    '@A(1)',
    '@A(a.B)',
    '@A(B.class)',
    '@A({"s", "t"})',
    '@A({})',
    '@A({B.class, C.class})',
    '@A(x = "s")',
    '@A(x = 1)',
  ],
  ...[
    '@A(x = true)',
    '@A(x = a.B)',
    '@A(x = B.class)',
    '@A(x = {"s"})',
    '@A(x = {a.B, a.C})',
    '@A(x = "s", y = "t")',
    '@A(x = "s", y = true)',
    '@A(x = a.B, y = "s")',
  ],
  ...[
    '@A(x = B.class, y = a.C)',
    '@A(x = "s" + "t")',
    '@A(@B("s"))',
    '@A({@B(x = "s"), @B(x = "t")})',
    '@A(x = @B(y = "s"))',
    '@A(x = @B)',
    '@a.B',
    '@a.b.C("s")',
    '@A @B',
  ],
  ...['@A("s") @B', '@A @B("s")', '@A(x = "s") @B(y = "t")', '@A @B @C', '@Override', '@SuppressWarnings("s")'],
];

const PARAMETERS = [
  '',
  'A x',
  'A x, B y',
  'final A x',
  'final A x, final B y',
  'A... x',
  '@A B x',
  '@A("s") B x',
  '@A(x = "s") B x, @C D y',
  'A x, B... y',
];

/** @returns texts of compilation units. */
export function javaSamples() {
  return [...headers(), ...members(), ...bodies(), ...declarations()];
}

function headers() {
  const dotted = (length) => Array.from({ length }, () => 'a').join('.');
  const lengths = Array.from({ length: 10 }, (_, index) => index + 1);
  const first = [...ANNOTATIONS, ...MODIFIERS].flatMap((start) => [`${start} class X {}`, `${start} interface X {}`]);
  return [
    ...lengths.map(
      (length) => `package ${dotted(length)}; import b.C; import static b.C.d; import b.*; public class X {}`,
    ),
    ...lengths.flatMap((length) => [
      `import ${dotted(length)}.B; import ${dotted(length)}.*; class X {}`,
      `import static ${dotted(length)}.B.c; import static ${dotted(length)}.B.*; class X {}`,
      `package a; import ${dotted(length)}.B; @A public class X {}`,
    ]),
    ...first,
    ...ANNOTATIONS.flatMap((annotation) => [
      `package a.b; import a.B; ${annotation} public class X extends A implements B, C {}`,
      `package a.b; ${annotation} public interface X extends A {}`,
      `${annotation} public final class X<T> extends A<T> {}`,
      `${annotation} public enum X { A, B }`,
      `${annotation} public abstract class X {}`,
    ]),
  ];
}

function members() {
  const parameters = [
    ...PARAMETERS,
    ...TYPES.map((type) => `final ${type} x`),
    ...TYPES.map((type) => `${type} x`),
    ...TYPES.map((type) => `${type} x, ${type} y`),
  ];
  const texts = [];
  const member = (text) => texts.push(`class X { ${text} }`);
  for (const type of ['void', ...TYPES]) {
    for (const modifier of MODIFIERS) {
      if (type !== 'void') member(`${modifier} ${type} x; ${modifier} ${type} x = null; ${modifier} ${type} x, y;`);
      member(`${modifier} ${type} f() {} ${modifier} ${type} f(A x) throws B {} ${modifier} ${type} f();`);
      member(`${modifier} <T> ${type} f(T x) {}`);
    }
    for (const annotation of WITH_ANNOTATION.has(type) ? ANNOTATIONS : []) {
      for (const modifier of [
        '',
        'public',
        'private',
        'protected',
        'public static',
        'private final',
        'private static final',
      ]) {
        if (type !== 'void') member(`${annotation} ${modifier} ${type} x; ${annotation} ${modifier} ${type} x = null;`);
        member(`${annotation} ${modifier} ${type} f() {}`);
      }
    }
    for (const start of ['', 'public', 'default', 'static', '@A', 'public static', 'private', 'public abstract']) {
      texts.push(`interface X { ${start} ${type} f(); ${start} ${type} f(A x) throws B; }`);
    }
    if (type !== 'void')
      texts.push(`interface X { ${type} x = 1; public static final ${type} x = 1; String X = "x"; }`);
  }
  for (const list of parameters) {
    member(
      `public void f(${list}) {} X(${list}) {} public X(${list}) throws A { super(x); } private <T> X(${list}) { this(x, y); }`,
    );
  }
  for (const value of VALUES)
    member(
      `A x = ${value}; public static final A x = ${value}; X() { super(${value}); } X(int a) { ${value.includes('->') ? '' : `x = ${value};`} }`,
    );
  for (const [annotation, modifier] of [
    ...ANNOTATIONS.map((text) => [text, '']),
    ...MODIFIERS.map((text) => ['', text]),
  ]) {
    for (const kind of ['class', 'interface', 'enum', '@interface', 'record']) {
      member(`${annotation} ${modifier} ${kind} Y${kind === 'record' ? '(int a)' : ''} {}`);
    }
  }
  member(
    'static { f(); } { f(); } ; public X() {} X(A x) { this.x = x; f(); a.f(); super.f(); new A(); if (x) y(); return; }',
  );
  return texts;
}

function bodies() {
  const texts = [];
  const body = (text) => texts.push(`class X { void f() { ${text} } }`);
  for (const value of VALUES) {
    body(
      `x = ${value}; return ${value}; }  A g() { a.b = ${value}; x[0] = ${value}; this.x = ${value}; x += ${value}; return (${value});`,
    );
    body(`f(${value}); a.f(${value}); a.f(x, ${value}); new A(${value}); a.f("s", ${value}); throw ${value};`);
    body(
      `if (${value}) f(); while (${value}) f(); if (x) { y = ${value}; } else { f(${value}); } do f(); while (${value}); assert ${value};`,
    );
    body(
      `for (A x : ${value}) f(); for (int i = ${value}; i < 1; i++) f(); for (A<B> x : ${value}) { } switch (${value}) { case A: break; }`,
    );
    body(
      `synchronized (x) { f(${value}); } try (A x = ${value}) { f(); } catch (A e) { g(${value}); } finally { h(); }`,
    );
    for (const type of [
      'A',
      'A<B>',
      'A<B, C>',
      'int',
      'A[]',
      'a.B',
      'final A',
      'var',
      'final int',
      'A<?>',
      'A<B<C>>',
      'A<B, C<D>>',
      'final A<B>',
      '@A B',
    ]) {
      body(`${type} x = ${value}; f();`);
      body(`${type} x = ${value}; ${type} y = ${value}; if (x) f();`);
      body(`if (x) { ${type} x = ${value}; }`);
    }
  }
  for (const type of TYPES) {
    body(
      `${type} x; ${type} x, y; final ${type} x = y; for (${type} x : y) f(); for (final ${type} x : y) { f(); } (${type} x, A y) -> z;`,
    );
    body(
      `for (${type} x = y; x < z; x++) { f(); } try (${type} x = y; A z = f()) {} x = new A<${type}>(); x = (${type}) y; x = (${type}) a.f(y);`,
    );
    body(
      `x = (A<${type}>) a.f("s"); if (x instanceof ${type}) f(); if (x instanceof ${type} y && y.f()) g(); f((${type}) x, (${type}) y);`,
    );
  }
  body(
    'a: for (;;) { break a; } for (i = 0; i < 1; i++) {} for (; x; ) {} for (i = 0, j = 1; i < j; i++, j--) f(); ; { f(); } continue;',
  );
  body(
    'switch (x) { case 1: case 2: f(); break; case A: g(); break; case a.B: h(); case "s": return; case \'c\': { f(); } default: k(); }',
  );
  body(
    'switch (x) { case 1, 2 -> f(); case A a -> g(); case "s" -> { h(); } case null -> k(); default -> throw new A(); }',
  );
  body(
    'int y = switch (x) { case A: yield 1; default: yield 2; }; class Y {} final class Z {} interface W {} enum E { A } record R(int a) {}',
  );
  body(
    'try { f(); } catch (A | B e) { g(); } try { f(); } finally { g(); } synchronized (this) { f(); } throw new A("s" + x, e); yield x;',
  );
  body(
    'i++; ++i; i--; --i; x[0]++; a.b++; a.f().g(); a.b.f(x).g(); f(x)[0] = y; (x).f(); ((A) x).f(y); "s".f(); this.f(); super.f(); A.this.f();',
  );
  body(
    'new A() { public void f() { } }; new A(x).f(); new A[] { x, y }; A.B.f(); a.b.c.D.f(x); A<B>.C.f(); if (x) return; else throw y;',
  );
  return texts;
}

function declarations() {
  const clauses = [
    '',
    'extends A',
    'extends A<B>',
    'extends a.B',
    'implements A',
    'implements A, B<C>',
    'extends A implements B',
    'extends A<B> implements C<D>',
  ];
  return [
    ...clauses.flatMap((clause) => [
      `class X ${clause} {}`,
      `public class X<T> ${clause} {}`,
      `class X<T extends A & B, U> ${clause} { X() {} }`,
    ]),
    'enum X { A, B; } enum Y { A(1), B(2) { void f() {} }; private final int x; Y(int x) { this.x = x; } } enum Z implements A { @A B, C; static int d; }',
    '@interface X { String value(); int x() default 1; Class<?>[] y() default {}; A z() default @A("s"); String[] v() default {"s"}; boolean w() default true; }',
    'record X(int a, @A String b) implements A { X { f(); } X(int a) { this(a, ""); } static int c; int d() { return a; } } record Y<T>(T a) {}',
    'sealed interface X permits A, B {} non-sealed class A implements X {} public sealed abstract class C permits D {}',
    'interface X<T> extends A, B<T> { int x = 1; void f(); default int g() { return 1; } static <U> U h(U x) { return x; } class Y {} enum Z { A } }',
    'module a.b { requires c; requires transitive d.e; exports f.g; opens h to i.j; uses k.L; provides m.N with o.P; } ',
    'class X { class Y { class Z { void f() { } } } static class W<T> extends Y { W(T x) { super(); } } ; int[] a[]; int f()[] { return null; } }',
  ];
}
