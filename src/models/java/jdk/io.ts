/** Streams, readers, JDBC, naming: objects that do work elsewhere and change nothing that they are given. */
import type { ClassModel } from '../../model.ts';
import { each, mutates, part, returns } from '../calls.ts';

const STRING = 'java.lang.String';
const service = (name: string): ClassModel => ({ name, kind: 'service' });

/** Reading fills the array that it is given. */
const fills = mutates({ target: 0 });

export const ioModels: readonly ClassModel[] = [
  { name: 'java.io.Closeable' },
  { name: 'java.lang.AutoCloseable' },
  { name: 'java.io.Serializable' },
  { name: 'java.lang.Cloneable' },
  { name: 'java.lang.Comparable' },
  {
    name: 'java.io.InputStream',
    kind: 'service',
    methods: { 'read/1': fills, 'read/3': fills, 'readNBytes/3': fills },
  },
  { name: 'java.io.Reader', kind: 'service', methods: { 'read/1': fills, 'read/3': fills } },
  {
    name: 'java.io.BufferedReader',
    extends: ['java.io.Reader'],
    kind: 'service',
    methods: { 'readLine/0': returns(STRING), 'lines/0': returns('java.util.stream.Stream<java.lang.String>') },
  },
  service('java.io.OutputStream'),
  service('java.io.Writer'),
  { name: 'java.io.PrintStream', extends: ['java.io.OutputStream'], kind: 'service' },
  { name: 'java.io.PrintWriter', extends: ['java.io.Writer'], kind: 'service' },
  ...['InputStreamReader', 'FileReader'].map((simple): ClassModel => ({
    name: `java.io.${simple}`,
    extends: ['java.io.Reader'],
    kind: 'service',
  })),
  ...['FileInputStream', 'BufferedInputStream', 'DataInputStream', 'ByteArrayInputStream', 'ObjectInputStream'].map(
    (simple): ClassModel => ({ name: `java.io.${simple}`, extends: ['java.io.InputStream'], kind: 'service' }),
  ),
  ...['FileOutputStream', 'BufferedOutputStream', 'DataOutputStream', 'ObjectOutputStream'].map(
    (simple): ClassModel => ({ name: `java.io.${simple}`, extends: ['java.io.OutputStream'], kind: 'service' }),
  ),
  ...['FileWriter', 'BufferedWriter', 'OutputStreamWriter'].map((simple): ClassModel => ({
    name: `java.io.${simple}`,
    extends: ['java.io.Writer'],
    kind: 'service',
  })),
  // These two keep what was written, as an object that can stand in a session.
  {
    name: 'java.io.ByteArrayOutputStream',
    extends: ['java.io.OutputStream'],
    kind: 'plain',
    methods: { ...each(['write', 'writeBytes', 'reset'], mutates()), 'toByteArray/0': returns('byte[]') },
  },
  {
    name: 'java.io.StringWriter',
    extends: ['java.io.Writer'],
    kind: 'plain',
    methods: {
      ...each(['write', 'append'], mutates()),
      'getBuffer/0': part('java.lang.StringBuffer'),
      'toString/0': returns(STRING),
    },
  },
  ...[
    'java.nio.file.Files',
    'java.sql.Connection',
    'java.sql.DriverManager',
    'java.sql.Statement',
    'java.sql.ResultSetMetaData',
    'java.sql.DatabaseMetaData',
    'javax.sql.DataSource',
    'javax.naming.Context',
    'javax.naming.InitialContext',
    'javax.persistence.Query',
    'javax.persistence.TypedQuery',
    'javax.persistence.EntityTransaction',
    'javax.transaction.UserTransaction',
    'java.net.URLConnection',
    'java.net.Socket',
    'java.net.http.HttpClient',
  ].map(service),
  ...['PreparedStatement', 'CallableStatement'].map((simple): ClassModel => ({
    name: `java.sql.${simple}`,
    extends: ['java.sql.Statement'],
    kind: 'service',
  })),
  {
    name: 'java.sql.ResultSet',
    kind: 'service',
    methods: {
      'getString/1': returns(STRING),
      'getBigDecimal/1': returns('java.math.BigDecimal'),
      'getTimestamp/1': returns('java.sql.Timestamp'),
      'getDate/1': returns('java.sql.Date'),
      'getTime/1': returns('java.sql.Time'),
    },
  },
];
