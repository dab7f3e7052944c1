/**
 * Apache Shiro. Its sessions are a store of their own (session manager and SessionDAO), where only setAttribute makes the
 * DAO store the session. With the servlet container's sessions the same calls go to the HttpSession; that a key is read
 * through one API and written through the other is not followed.
 */
import type { ClassModel } from '../model.ts';
import { detaches, drops, invokes, names, reads, removes, returns, returnedBy, both, writes } from './calls.ts';

const SESSION = 'org.apache.shiro.session.Session';
const SUBJECT = 'org.apache.shiro.subject.Subject';

export const shiroModels: readonly ClassModel[] = [
  {
    name: SESSION,
    kind: 'session',
    space: 'shiro',
    methods: {
      'getAttribute/1': reads(),
      'setAttribute/2': writes(),
      'removeAttribute/1': both(reads(), removes()),
      'getAttributeKeys/0': names('java.util.Collection<java.lang.Object>'),
      'stop/0': drops(),
      'getId/0': returns('java.io.Serializable'),
      'getHost/0': returns('java.lang.String'),
    },
  },
  ...['mgt.SimpleSession', 'mgt.DelegatingSession', 'mgt.ValidatingSession', 'ProxiedSession'].map(
    (simple): ClassModel => ({
      name: `org.apache.shiro.session.${simple}`,
      extends: [SESSION],
      kind: 'session',
      space: 'shiro',
    }),
  ),
  {
    name: SUBJECT,
    kind: 'service',
    methods: {
      getSession: returns(SESSION),
      'logout/0': drops({ space: 'shiro' }),
      'execute/1': both(invokes(0), returnedBy(0)),
      'associateWith/1': {},
    },
  },
  {
    name: 'org.apache.shiro.SecurityUtils',
    methods: { 'getSubject/0': returns(SUBJECT) },
  },
  { name: 'org.apache.shiro.concurrent.SubjectAwareExecutor', methods: { 'execute/1': detaches(0) } },
];
