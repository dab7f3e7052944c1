/** Frameworks whose session is a thin cover of the HttpSession. */
import type { ClassModel } from '../model.ts';
import { both, commits, drops, each, names, reads, removes, returns, same, writes } from './calls.ts';
import { sessionMapMethods } from './session-map.ts';

const SESSION = 'javax.servlet.http.HttpSession';
const REQUEST = 'javax.servlet.http.HttpServletRequest';
const RESPONSE = 'javax.servlet.http.HttpServletResponse';
const STRING = 'java.lang.String';

const likeHttpSession = {
  'getAttribute/1': reads(),
  'setAttribute/2': writes(),
  'removeAttribute/1': removes(),
  'getAttributeNames/0': names('java.util.Set<java.lang.String>'),
  'invalidate/0': drops(),
  'getId/0': returns(STRING),
} as const;

/** Wicket stores under a prefix of its own, so its keys never meet those of the HttpSession. */
const wicket: readonly ClassModel[] = [
  {
    name: 'org.apache.wicket.Session',
    kind: 'session',
    space: 'wicket',
    methods: {
      ...likeHttpSession,
      'get/0': returns('org.apache.wicket.Session'),
      'invalidateNow/0': drops(),
    },
  },
  {
    name: 'org.apache.wicket.protocol.http.WebSession',
    extends: ['org.apache.wicket.Session'],
    kind: 'session',
    space: 'wicket',
    methods: { 'get/0': returns('org.apache.wicket.protocol.http.WebSession') },
  },
];

const vaadin: readonly ClassModel[] = [
  ...['com.vaadin.server', 'com.vaadin.flow.server'].flatMap((pkg): ClassModel[] => [
    { name: `${pkg}.WrappedSession`, kind: 'session', methods: likeHttpSession },
    { name: `${pkg}.WrappedHttpSession`, extends: [`${pkg}.WrappedSession`], kind: 'session' },
    {
      // Its attributes lie inside one attribute of the HttpSession: setAttribute here stores nothing.
      name: `${pkg}.VaadinSession`,
      kind: 'service',
      methods: { 'getSession/0': returns(`${pkg}.WrappedSession`), 'getCurrent/0': returns(`${pkg}.VaadinSession`) },
    },
    { name: `${pkg}.VaadinRequest`, methods: { getWrappedSession: returns(`${pkg}.WrappedSession`) } },
    { name: `${pkg}.VaadinServletRequest`, extends: [REQUEST, `${pkg}.VaadinRequest`] },
  ]),
];

const zk: readonly ClassModel[] = [
  {
    name: 'org.zkoss.zk.ui.Session',
    kind: 'session',
    methods: { ...likeHttpSession, 'getNativeSession/0': returns(SESSION) },
  },
  {
    name: 'org.zkoss.zk.ui.Sessions',
    methods: { getCurrent: returns('org.zkoss.zk.ui.Session') },
  },
];

const jfinal: readonly ClassModel[] = [
  {
    name: 'com.jfinal.core.Controller',
    kind: 'service',
    methods: {
      'getSessionAttr/1': reads(),
      'getSessionAttr/2': reads(),
      'setSessionAttr/2': both(writes(), same()),
      'removeSessionAttr/1': both(removes(), same()),
      getSession: returns(SESSION),
      'getRequest/0': returns(REQUEST),
      'getResponse/0': returns(RESPONSE),
      redirect: commits,
    },
  },
];

const small: readonly ClassModel[] = [
  {
    name: 'spark.Session',
    kind: 'session',
    methods: {
      'attribute/1': reads(),
      'attribute/2': writes(),
      'removeAttribute/1': removes(),
      'attributes/0': names('java.util.Set<java.lang.String>'),
      'invalidate/0': drops(),
      'raw/0': returns(SESSION),
    },
  },
  { name: 'spark.Request', methods: { session: returns('spark.Session'), 'raw/0': returns(REQUEST) } },
  {
    name: 'io.javalin.http.Context',
    methods: {
      'sessionAttribute/1': reads(),
      'sessionAttribute/2': writes(),
      'consumeSessionAttribute/1': both(reads(), removes()),
      'req/0': returns(REQUEST),
      'res/0': returns(RESPONSE),
    },
  },
  {
    name: 'org.apache.click.Context',
    methods: {
      'getSessionAttribute/1': reads(),
      'setSessionAttribute/2': writes(),
      'removeSessionAttribute/1': removes(),
      'getSession/0': returns(SESSION),
      'getRequest/0': returns(REQUEST),
      'getResponse/0': returns(RESPONSE),
    },
  },
  {
    name: 'net.sourceforge.stripes.action.ActionBeanContext',
    methods: { 'getRequest/0': returns(REQUEST), 'getResponse/0': returns(RESPONSE) },
  },
  ...['org.directwebremoting.WebContext', 'uk.ltd.getahead.dwr.WebContext'].flatMap((name): ClassModel[] => [
    {
      name,
      methods: {
        getSession: returns(SESSION),
        'getHttpServletRequest/0': returns(REQUEST),
        'getHttpServletResponse/0': returns(RESPONSE),
      },
    },
    { name: `${name}Factory`, methods: { 'get/0': returns(name) } },
  ]),
  ...[
    'com.google.gwt.user.server.rpc.RemoteServiceServlet',
    'com.google.gwt.user.server.rpc.AbstractRemoteServiceServlet',
  ].map((name): ClassModel => ({
    name,
    extends: ['javax.servlet.http.HttpServlet'],
    kind: 'service',
    methods: each(['getThreadLocalRequest/0'], returns(REQUEST)),
  })),
  {
    name: 'javax.xml.ws.handler.MessageContext',
    kind: 'service',
  },
  {
    // Spring Web Flow's and others' view of the session as a map.
    name: 'org.springframework.webflow.context.ExternalContext',
    methods: { 'getSessionMap/0': returns('#webflow.SessionMap') },
  },
  {
    name: '#webflow.SessionMap',
    kind: 'session',
    methods: { ...sessionMapMethods(), 'extract/1': both(reads(), removes()) },
  },
];

export const otherFrameworkModels: readonly ClassModel[] = [...wicket, ...vaadin, ...zk, ...jfinal, ...small];
