/** java.lang, the immutable values of the JDK, and small mutable objects. */
import type { ClassModel } from '../../model.ts';
import { both, copy, each, holds, invokes, mutates, part, pure, returnedBy, returns, same, stores } from '../calls.ts';

const STRING = 'java.lang.String';

const immutableNames = `
java.lang.Boolean java.lang.Byte java.lang.Character java.lang.Short java.lang.Integer java.lang.Long java.lang.Float
java.lang.Double java.lang.Number java.lang.CharSequence java.lang.Void java.lang.Package java.lang.StackTraceElement
java.lang.Module
java.math.BigInteger java.math.BigDecimal java.math.MathContext java.math.RoundingMode
java.util.UUID java.util.Locale java.util.Currency
java.util.regex.Pattern java.util.regex.MatchResult
java.net.URI java.net.URL java.net.InetAddress java.net.InetSocketAddress
java.io.File java.nio.file.Path java.nio.charset.Charset java.nio.file.attribute.FileTime
java.security.Key java.security.PublicKey java.security.PrivateKey javax.crypto.SecretKey
java.awt.Color java.awt.Font
javax.xml.namespace.QName
java.time.Instant java.time.LocalDate java.time.LocalTime java.time.LocalDateTime java.time.ZonedDateTime
java.time.OffsetDateTime java.time.OffsetTime java.time.Duration java.time.Period java.time.Year java.time.YearMonth
java.time.MonthDay java.time.DayOfWeek java.time.Month java.time.ZoneId java.time.ZoneOffset java.time.Clock
java.time.format.DateTimeFormatter java.time.temporal.ChronoUnit java.time.temporal.Temporal
java.util.concurrent.TimeUnit
`
  .trim()
  .split(/\s+/u);

/** `append` and the like: change the receiver and give it back. */
const fluent = both(mutates(), same());

const builderMethods = {
  ...each(['append', 'insert', 'delete', 'deleteCharAt', 'replace', 'reverse', 'appendCodePoint', 'repeat'], fluent),
  ...each(['setCharAt/2', 'setLength/1'], mutates()),
  ...each(['ensureCapacity/1', 'trimToSize/0'], pure),
  // Copies characters out of the builder into the array.
  'getChars/4': mutates({ target: 2 }),
  ...each(['toString/0', 'substring'], returns(STRING)),
} as const;

export const langModels: readonly ClassModel[] = [
  {
    name: 'java.lang.Object',
    methods: {
      'toString/0': returns(STRING),
      'getClass/0': returns('java.lang.Class'),
      'clone/0': copy(),
    },
  },
  ...immutableNames.map((name): ClassModel => ({ name, kind: 'immutable' })),
  {
    name: STRING,
    extends: ['java.lang.CharSequence'],
    kind: 'immutable',
    methods: {
      ...each(
        `concat substring toLowerCase toUpperCase trim strip stripLeading stripTrailing stripIndent repeat replace
        replaceAll replaceFirst intern indent formatted translateEscapes valueOf copyValueOf format join toString`
          .trim()
          .split(/\s+/u),
        returns(STRING),
      ),
      'transform/1': {},
      split: returns('java.lang.String[]'),
      'toCharArray/0': returns('char[]'),
      getBytes: returns('byte[]'),
      'lines/0': returns('java.util.stream.Stream<java.lang.String>'),
      ...each(['chars/0', 'codePoints/0'], returns('java.util.stream.IntStream')),
      'getChars/4': mutates({ target: 2 }),
    },
  },
  {
    name: 'java.lang.Class',
    kind: 'immutable',
    methods: {
      'newInstance/0': returns('$0'),
      'cast/1': same(0, '$0'),
      'forName/1': returns('java.lang.Class'),
      ...each(['getName/0', 'getSimpleName/0'], returns(STRING)),
      ...each(['getConstructor', 'getDeclaredConstructor'], returns('java.lang.reflect.Constructor<$0>')),
      ...each(['getMethod', 'getDeclaredMethod'], returns('java.lang.reflect.Method')),
      ...each(['getField/1', 'getDeclaredField/1'], returns('java.lang.reflect.Field')),
    },
  },
  // Enum constants and records can hold mutable fields, and a project's own class can be a Principal.
  {
    name: 'java.lang.Enum',
    methods: { 'name/0': returns(STRING), 'getDeclaringClass/0': returns('java.lang.Class<$0>') },
  },
  { name: 'java.lang.Record' },
  { name: 'java.security.Principal', methods: { 'getName/0': returns(STRING) } },
  { name: 'java.lang.Math', kind: 'service' },
  { name: 'java.lang.StringBuilder', extends: ['java.lang.CharSequence'], kind: 'plain', methods: builderMethods },
  { name: 'java.lang.StringBuffer', extends: ['java.lang.CharSequence'], kind: 'plain', methods: builderMethods },
  {
    name: 'java.util.StringJoiner',
    methods: { 'add/1': fluent, 'merge/1': fluent, 'setEmptyValue/1': fluent, 'toString/0': returns(STRING) },
  },
  { name: 'java.lang.ThreadLocal', kind: 'service', methods: { 'get/0': returns('$0') } },
  {
    name: 'java.lang.Throwable',
    methods: {
      ...each(['addSuppressed/1', 'initCause/1', 'setStackTrace/1'], mutates()),
      'getMessage/0': returns(STRING),
      'getCause/0': part('java.lang.Throwable'),
    },
  },
  { name: 'java.lang.Exception', extends: ['java.lang.Throwable'] },
  { name: 'java.lang.RuntimeException', extends: ['java.lang.Exception'] },
  {
    name: 'java.util.BitSet',
    methods: {
      ...each(['set', 'clear', 'flip', 'and/1', 'or/1', 'xor/1', 'andNot/1'], mutates()),
      'get/2': copy(),
      'stream/0': returns('java.util.stream.IntStream'),
    },
  },
  {
    // Each number drawn moves the generator on, which nobody expects to be replicated.
    name: 'java.util.Random',
    methods: { 'setSeed/1': mutates() },
  },
  { name: 'java.security.SecureRandom', extends: ['java.util.Random'], kind: 'service' },
  {
    name: 'java.util.Observable',
    methods: each(
      [
        'addObserver/1',
        'deleteObserver/1',
        'deleteObservers/0',
        'setChanged/0',
        'clearChanged/0',
        'notifyObservers/0',
        'notifyObservers/1',
      ],
      mutates(),
    ),
  },
  { name: 'java.util.EventObject', methods: { 'getSource/0': part() } },
  {
    name: 'java.beans.PropertyChangeSupport',
    methods: each(['addPropertyChangeListener', 'removePropertyChangeListener'], mutates()),
  },
  {
    name: 'java.util.StringTokenizer',
    methods: each(['nextToken/0', 'nextToken/1', 'nextElement/0'], returns(STRING)),
  },
  {
    name: 'java.util.Scanner',
    kind: 'service',
    methods: each(['next', 'nextLine/0'], returns(STRING)),
  },
  {
    name: 'java.util.regex.Matcher',
    methods: each(['group', 'replaceAll', 'replaceFirst'], returns(STRING)),
  },
  { name: 'java.util.ResourceBundle', kind: 'service', methods: { 'getString/1': returns(STRING) } },
  { name: 'java.util.Comparator', kind: 'service' },
  {
    name: 'javax.security.auth.Subject',
    methods: {
      'getPrincipals/0': part('java.util.Set<java.security.Principal>'),
      'getPrincipals/1': copy('this', 'java.util.Set<@0.0>'),
      ...each(['getPublicCredentials/0', 'getPrivateCredentials/0'], part('java.util.Set<java.lang.Object>')),
      'setReadOnly/0': mutates(),
      ...each(['doAs/2', 'doAsPrivileged/3'], both(invokes(1), returnedBy(1))),
    },
  },
  { name: 'java.security.AccessController', methods: { doPrivileged: both(invokes(0), returnedBy(0)) } },
  ...['Point', 'Dimension', 'Rectangle', 'Insets', 'Polygon'].map((simple): ClassModel => ({
    name: `java.awt.${simple}`,
    methods: each(
      'setLocation setSize setBounds setRect setFrame move translate resize reshape grow add set addPoint reset'.split(
        ' ',
      ),
      mutates(),
    ),
  })),
  {
    name: 'javax.swing.tree.TreeNode',
    methods: {
      ...each(['getChildAt/1', 'getParent/0'], part('javax.swing.tree.TreeNode')),
      'children/0': part('java.util.Enumeration<javax.swing.tree.TreeNode>'),
    },
  },
  {
    name: 'javax.swing.tree.MutableTreeNode',
    extends: ['javax.swing.tree.TreeNode'],
    methods: {
      'insert/2': stores(0),
      ...each(['remove/1', 'removeFromParent/0'], mutates()),
      ...each(['setUserObject/1', 'setParent/1'], stores(0)),
    },
  },
  {
    name: 'javax.swing.tree.DefaultMutableTreeNode',
    extends: ['javax.swing.tree.MutableTreeNode'],
    methods: {
      ...each(['new/1', 'new/2'], holds([0])),
      'add/1': stores(0),
      ...each(['removeAllChildren/0', 'setAllowsChildren/1'], mutates()),
      'getUserObject/0': part(),
      ...each(['getUserObjectPath/0', 'getPath/0'], part()),
      ...each(
        `getRoot getFirstChild getLastChild getChildAfter getChildBefore getNextSibling getPreviousSibling getNextNode
        getPreviousNode getFirstLeaf getLastLeaf getNextLeaf getPreviousLeaf getSharedAncestor`
          .trim()
          .split(/\s+/u),
        part('javax.swing.tree.DefaultMutableTreeNode'),
      ),
      ...each(
        ['breadthFirst', 'depthFirst', 'preorder', 'postorder', 'pathFromAncestor'].map(
          (order) => `${order}Enumeration`,
        ),
        part('java.util.Enumeration<javax.swing.tree.TreeNode>'),
      ),
    },
  },
  { name: 'java.util.function.Supplier', methods: { 'get/0': pure } },
  { name: 'java.lang.ref.Reference', methods: { 'get/0': part('$0'), 'clear/0': mutates() } },
  ...['WeakReference', 'SoftReference'].map((simple): ClassModel => ({
    name: `java.lang.ref.${simple}`,
    extends: ['java.lang.ref.Reference<$0>'],
    methods: { new: holds([0], `java.lang.ref.${simple}<@0>`) },
  })),
];
