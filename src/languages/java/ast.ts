/**
 * The typed syntax tree of a Java file. Nodes are plain objects in the ESTree manner: `type` names the node, `range` holds
 * the half-open [start, end) offsets, in UTF-16 code units, into the text of the file. `parent` is set by the SourceCode.
 *
 * Parentheses have no node. A dotted name `a.b.c` is always nested FieldAccess over an Identifier: whether `a` is a
 * package, a class or a variable is decided by name resolution, not by the parser.
 */
export interface NodeBase {
  readonly type: string;
  readonly range: readonly [start: number, end: number];
  parent?: Node;
}

/** Flags written before a declaration, and its annotations, in source order. */
export interface Modifiers {
  readonly flags: readonly string[];
  readonly annotations: readonly Annotation[];
}

export interface CompilationUnit extends NodeBase {
  readonly type: 'CompilationUnit';
  /** Dotted name, or null in the unnamed package. */
  readonly packageName: string | null;
  readonly imports: readonly ImportDeclaration[];
  /** Top-level types. Members of an implicitly declared class (JEP 512) stand in one TypeDeclaration whose `implicit` is true. */
  readonly types: readonly TypeDeclaration[];
}

export interface ImportDeclaration extends NodeBase {
  readonly type: 'ImportDeclaration';
  /** Dotted name without a trailing `.*`. */
  readonly name: string;
  readonly isStatic: boolean;
  readonly isStar: boolean;
}

export interface Annotation extends NodeBase {
  readonly type: 'Annotation';
  /** As written, without the `@`: `SessionAttributes` or `org.x.SessionAttributes`. */
  readonly name: string;
  /** `@A("x")` has one element named `value`. */
  readonly elements: readonly AnnotationElement[];
}

export interface AnnotationElement extends NodeBase {
  readonly type: 'AnnotationElement';
  readonly name: string;
  /** An array initializer is an ArrayInitializer. */
  readonly value: Expression | Annotation;
}

export type TypeKind = 'class' | 'interface' | 'enum' | 'record' | 'annotation';

export interface TypeDeclaration extends NodeBase {
  readonly type: 'TypeDeclaration';
  readonly kind: TypeKind;
  readonly implicit: boolean;
  readonly modifiers: Modifiers;
  readonly name: Identifier;
  /** Names of the type parameters, without bounds. */
  readonly typeParameters: readonly string[];
  readonly superclass: TypeReference | null;
  /** `implements` of a class, enum or record; `extends` of an interface. */
  readonly interfaces: readonly TypeReference[];
  /** Components of a record, else empty. */
  readonly components: readonly Parameter[];
  readonly constants: readonly EnumConstant[];
  readonly members: readonly Member[];
}

export interface EnumConstant extends NodeBase {
  readonly type: 'EnumConstant';
  readonly name: Identifier;
  readonly arguments: readonly Expression[];
  readonly body: readonly Member[] | null;
}

export interface FieldDeclaration extends NodeBase {
  readonly type: 'FieldDeclaration';
  readonly modifiers: Modifiers;
  readonly fieldType: TypeReference;
  readonly declarators: readonly VariableDeclarator[];
}

export interface VariableDeclarator extends NodeBase {
  readonly type: 'VariableDeclarator';
  readonly name: Identifier;
  /** Extra dimensions written after the name: `int a[]`. */
  readonly dimensions: number;
  readonly initializer: Expression | null;
}

export interface MethodDeclaration extends NodeBase {
  readonly type: 'MethodDeclaration';
  readonly modifiers: Modifiers;
  readonly typeParameters: readonly string[];
  readonly returnType: TypeReference;
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly throws: readonly TypeReference[];
  readonly body: Block | null;
}

export interface ConstructorDeclaration extends NodeBase {
  readonly type: 'ConstructorDeclaration';
  readonly modifiers: Modifiers;
  readonly name: Identifier;
  /** A record's compact constructor has no parameter list of its own: `compact` is true and `parameters` is empty. */
  readonly compact: boolean;
  readonly parameters: readonly Parameter[];
  readonly throws: readonly TypeReference[];
  readonly body: Block;
}

export interface InitializerDeclaration extends NodeBase {
  readonly type: 'InitializerDeclaration';
  readonly isStatic: boolean;
  readonly body: Block;
}

export interface Parameter extends NodeBase {
  readonly type: 'Parameter';
  readonly modifiers: Modifiers;
  /** Null for a lambda parameter without a type, and for `var`. */
  readonly parameterType: TypeReference | null;
  readonly name: Identifier;
  readonly variadic: boolean;
}

/** A use of a type. Primitive types, `void` and `var` are names as well. */
export interface TypeReference extends NodeBase {
  readonly type: 'TypeReference';
  /** Dotted, without type arguments: `java.util.Map.Entry`. */
  readonly name: string;
  /** A wildcard is its bound, or `java.lang.Object` when it has none. */
  readonly typeArguments: readonly TypeReference[];
  readonly dimensions: number;
  /** Further types of an intersection or of a multi-catch: `A | B` is A with alternatives [B]. */
  readonly alternatives: readonly TypeReference[];
}

export type Member =
  FieldDeclaration | MethodDeclaration | ConstructorDeclaration | InitializerDeclaration | TypeDeclaration;

// Statements

export interface Block extends NodeBase {
  readonly type: 'Block';
  readonly body: readonly Statement[];
}
export interface LocalVariableDeclaration extends NodeBase {
  readonly type: 'LocalVariableDeclaration';
  readonly modifiers: Modifiers;
  /** Null for `var`. */
  readonly variableType: TypeReference | null;
  readonly declarators: readonly VariableDeclarator[];
}
export interface ExpressionStatement extends NodeBase {
  readonly type: 'ExpressionStatement';
  readonly expression: Expression;
}
export interface IfStatement extends NodeBase {
  readonly type: 'IfStatement';
  readonly test: Expression;
  readonly consequent: Statement;
  readonly alternate: Statement | null;
}
export interface WhileStatement extends NodeBase {
  readonly type: 'WhileStatement';
  readonly test: Expression;
  readonly body: Statement;
}
export interface DoStatement extends NodeBase {
  readonly type: 'DoStatement';
  readonly body: Statement;
  readonly test: Expression;
}
export interface ForStatement extends NodeBase {
  readonly type: 'ForStatement';
  readonly init: readonly (LocalVariableDeclaration | ExpressionStatement)[];
  readonly test: Expression | null;
  readonly update: readonly Expression[];
  readonly body: Statement;
}
export interface ForEachStatement extends NodeBase {
  readonly type: 'ForEachStatement';
  readonly variable: Parameter;
  readonly iterable: Expression;
  readonly body: Statement;
}
export interface ReturnStatement extends NodeBase {
  readonly type: 'ReturnStatement';
  readonly argument: Expression | null;
}
export interface ThrowStatement extends NodeBase {
  readonly type: 'ThrowStatement';
  readonly argument: Expression;
}
export interface BreakStatement extends NodeBase {
  readonly type: 'BreakStatement';
  readonly label: string | null;
}
export interface ContinueStatement extends NodeBase {
  readonly type: 'ContinueStatement';
  readonly label: string | null;
}
export interface YieldStatement extends NodeBase {
  readonly type: 'YieldStatement';
  readonly argument: Expression;
}
export interface LabeledStatement extends NodeBase {
  readonly type: 'LabeledStatement';
  readonly label: string;
  readonly body: Statement;
}
/** A switch used as a statement. */
export interface SwitchStatement extends NodeBase {
  readonly type: 'SwitchStatement';
  readonly discriminant: Expression;
  readonly cases: readonly SwitchCase[];
}
export interface SwitchCase extends NodeBase {
  readonly type: 'SwitchCase';
  /** Constants and patterns of `case a, b`; `case null` has a null Literal. Empty for a plain `default`. */
  readonly labels: readonly (Expression | Pattern)[];
  /** True for `default` and for `case null, default`. */
  readonly isDefault: boolean;
  readonly guard: Expression | null;
  /** True for `case x ->`, which never falls through. */
  readonly arrow: boolean;
  /** After an arrow: one ExpressionStatement, Block or ThrowStatement; in a SwitchExpression an arrow's expression is a YieldStatement. */
  readonly body: readonly Statement[];
}
export interface SynchronizedStatement extends NodeBase {
  readonly type: 'SynchronizedStatement';
  readonly lock: Expression;
  readonly body: Block;
}
export interface TryStatement extends NodeBase {
  readonly type: 'TryStatement';
  /** Variables declared in the header, or expressions naming existing ones. */
  readonly resources: readonly (LocalVariableDeclaration | ExpressionStatement)[];
  readonly block: Block;
  readonly handlers: readonly CatchClause[];
  readonly finalizer: Block | null;
}
export interface CatchClause extends NodeBase {
  readonly type: 'CatchClause';
  /** `parameterType.alternatives` holds the further types of a multi-catch. */
  readonly parameter: Parameter;
  readonly body: Block;
}
export interface AssertStatement extends NodeBase {
  readonly type: 'AssertStatement';
  readonly test: Expression;
  readonly message: Expression | null;
}
export interface EmptyStatement extends NodeBase {
  readonly type: 'EmptyStatement';
}

export type Statement =
  | Block
  | LocalVariableDeclaration
  | TypeDeclaration
  | ExpressionStatement
  | IfStatement
  | WhileStatement
  | DoStatement
  | ForStatement
  | ForEachStatement
  | ReturnStatement
  | ThrowStatement
  | BreakStatement
  | ContinueStatement
  | YieldStatement
  | LabeledStatement
  | SwitchStatement
  | SynchronizedStatement
  | TryStatement
  | AssertStatement
  | EmptyStatement;

// Expressions

export interface Identifier extends NodeBase {
  readonly type: 'Identifier';
  readonly name: string;
}
export interface Literal extends NodeBase {
  readonly type: 'Literal';
  readonly kind: 'string' | 'char' | 'integer' | 'float' | 'boolean' | 'null';
  /** Escapes and text-block indentation resolved. A long beyond 2^53 is its text. */
  readonly value: string | number | boolean | null;
}
export interface FieldAccess extends NodeBase {
  readonly type: 'FieldAccess';
  readonly object: Expression;
  readonly name: Identifier;
}
export interface MethodCall extends NodeBase {
  readonly type: 'MethodCall';
  /** Null for an unqualified call. `this(…)` and `super(…)` in a constructor have the name `this` or `super`. */
  readonly object: Expression | null;
  readonly name: Identifier;
  readonly arguments: readonly Expression[];
}
export interface NewExpression extends NodeBase {
  readonly type: 'NewExpression';
  /** The `outer` of `outer.new Inner()`. */
  readonly outer: Expression | null;
  /** `new ArrayList<>()` has no type arguments and `diamond` true. */
  readonly createdType: TypeReference;
  readonly diamond: boolean;
  readonly arguments: readonly Expression[];
  /** Members of an anonymous class. */
  readonly body: readonly Member[] | null;
}
export interface NewArray extends NodeBase {
  readonly type: 'NewArray';
  /** The element type; its own `dimensions` is 0. */
  readonly elementType: TypeReference;
  /** All dimensions, with and without a size. */
  readonly rank: number;
  readonly sizes: readonly Expression[];
  readonly initializer: ArrayInitializer | null;
}
export interface ArrayInitializer extends NodeBase {
  readonly type: 'ArrayInitializer';
  readonly elements: readonly (Expression | Annotation)[];
}
export interface ArrayAccess extends NodeBase {
  readonly type: 'ArrayAccess';
  readonly array: Expression;
  readonly index: Expression;
}
export interface Assignment extends NodeBase {
  readonly type: 'Assignment';
  /** `=`, `+=`, … */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Unary extends NodeBase {
  readonly type: 'Unary';
  readonly operator: string;
  readonly argument: Expression;
}
/** `++` and `--`. */
export interface Update extends NodeBase {
  readonly type: 'Update';
  readonly operator: string;
  readonly prefix: boolean;
  readonly argument: Expression;
}
export interface Binary extends NodeBase {
  readonly type: 'Binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Conditional extends NodeBase {
  readonly type: 'Conditional';
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}
export interface InstanceOf extends NodeBase {
  readonly type: 'InstanceOf';
  readonly expression: Expression;
  readonly target: TypeReference | Pattern;
}
export interface Cast extends NodeBase {
  readonly type: 'Cast';
  readonly castType: TypeReference;
  readonly expression: Expression;
}
export interface Lambda extends NodeBase {
  readonly type: 'Lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression | Block;
}
export interface MethodReference extends NodeBase {
  readonly type: 'MethodReference';
  /** `a.b::m` is an expression (which may turn out to name a class); `int[]::new`, `List<String>::new` a TypeReference. */
  readonly object: Expression | TypeReference;
  /** `new` for a constructor reference. */
  readonly name: Identifier;
}
export interface ThisExpression extends NodeBase {
  readonly type: 'ThisExpression';
  /** The `Outer` of `Outer.this`. */
  readonly qualifier: string | null;
}
export interface SuperExpression extends NodeBase {
  readonly type: 'SuperExpression';
  readonly qualifier: string | null;
}
export interface ClassLiteral extends NodeBase {
  readonly type: 'ClassLiteral';
  readonly literalType: TypeReference;
}
export interface SwitchExpression extends NodeBase {
  readonly type: 'SwitchExpression';
  readonly discriminant: Expression;
  readonly cases: readonly SwitchCase[];
}

export type Expression =
  | Identifier
  | Literal
  | FieldAccess
  | MethodCall
  | NewExpression
  | NewArray
  | ArrayInitializer
  | ArrayAccess
  | Assignment
  | Unary
  | Update
  | Binary
  | Conditional
  | InstanceOf
  | Cast
  | Lambda
  | MethodReference
  | ThisExpression
  | SuperExpression
  | ClassLiteral
  | SwitchExpression;

// Patterns

/** `String s`; `var x` has a null type; an unnamed pattern `_` has the name `_`. */
export interface TypePattern extends NodeBase {
  readonly type: 'TypePattern';
  readonly patternType: TypeReference | null;
  readonly name: Identifier;
}
export interface RecordPattern extends NodeBase {
  readonly type: 'RecordPattern';
  readonly patternType: TypeReference;
  readonly components: readonly Pattern[];
}
export type Pattern = TypePattern | RecordPattern;

export type Node =
  | CompilationUnit
  | ImportDeclaration
  | Annotation
  | AnnotationElement
  | TypeReference
  | EnumConstant
  | VariableDeclarator
  | Parameter
  | Member
  | Statement
  | SwitchCase
  | CatchClause
  | Expression
  | Pattern;

/** A comment, kept beside the tree. `value` is the text between the comment marks. */
export interface Comment {
  readonly type: 'Line' | 'Block';
  readonly value: string;
  readonly range: readonly [start: number, end: number];
}
