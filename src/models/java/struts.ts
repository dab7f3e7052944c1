/** Struts 1, WebWork, and Struts 2 up to 7. */
import type { ClassModel } from '../model.ts';
import { drops, each, mutates, nextFilter, part, pure, returns, stores } from './calls.ts';
import { sessionMapMethods } from './session-map.ts';

const SESSION_MAP = '#struts2.SessionMap';
const REQUEST = 'javax.servlet.http.HttpServletRequest';

/** SessionMap.put sets always, also for the same instance. */
const sessionMap = { ...sessionMapMethods(), 'invalidate/0': drops() } as const;

const actionContexts = [
  'com.opensymphony.xwork2.ActionContext',
  'com.opensymphony.xwork.ActionContext',
  'org.apache.struts2.ActionContext',
].map((name): ClassModel => ({
  name,
  methods: {
    'getContext/0': returns(name),
    'getSession/0': returns(SESSION_MAP),
    'getApplication/0': returns('java.util.Map<java.lang.String,java.lang.Object>'),
    'getServletRequest/0': returns(REQUEST),
    'getServletResponse/0': returns('javax.servlet.http.HttpServletResponse'),
    'getServletContext/0': returns('javax.servlet.ServletContext'),
  },
}));

const servletActionContexts = [
  'org.apache.struts2.ServletActionContext',
  'com.opensymphony.webwork.ServletActionContext',
].map((name): ClassModel => ({
  name,
  methods: {
    'getContext/0': returns('com.opensymphony.xwork2.ActionContext'),
    'getRequest/0': returns(REQUEST),
    'getResponse/0': returns('javax.servlet.http.HttpServletResponse'),
    'getServletContext/0': returns('javax.servlet.ServletContext'),
    'getPageContext/0': returns('javax.servlet.jsp.PageContext'),
  },
}));

const aware: readonly ClassModel[] = [
  {
    name: 'org.apache.struts2.interceptor.SessionAware',
    parameterRoles: { 'setSession/1': [SESSION_MAP], 'withSession/1': [SESSION_MAP] },
  },
  { name: 'org.apache.struts2.action.SessionAware', parameterRoles: { 'withSession/1': [SESSION_MAP] } },
  { name: 'com.opensymphony.webwork.interceptor.SessionAware', parameterRoles: { 'setSession/1': [SESSION_MAP] } },
  ...['org.apache.struts2.interceptor', 'com.opensymphony.webwork.interceptor'].flatMap((pkg): ClassModel[] => [
    { name: `${pkg}.ServletRequestAware`, parameterRoles: { 'setServletRequest/1': [REQUEST] } },
    { name: `${pkg}.ServletResponseAware` },
  ]),
  {
    name: 'org.apache.struts2.action.ServletRequestAware',
    parameterRoles: { 'withServletRequest/1': [REQUEST] },
  },
];

const FORM = 'org.apache.struts.action.ActionForm';

const struts1: readonly ClassModel[] = [
  // A form of session scope is set on every request before it is filled (RequestProcessor.processActionForm).
  { name: FORM },
  { name: 'org.apache.struts.validator.ValidatorForm', extends: [FORM] },
  { name: 'org.apache.struts.validator.ValidatorActionForm', extends: ['org.apache.struts.validator.ValidatorForm'] },
  ...['action.DynaActionForm', 'validator.DynaValidatorForm'].map((simple): ClassModel => ({
    name: `org.apache.struts.${simple}`,
    extends: [FORM],
    methods: {
      get: part(),
      'getMap/0': part('java.util.Map<java.lang.String,java.lang.Object>'),
      'set/2': stores(1),
      'set/3': stores(2),
      remove: mutates(),
      initialize: mutates(),
      reset: mutates(),
      ...each(['getString/1', 'getStrings/1'], pure),
    },
  })),
  { name: 'org.apache.struts.action.Action', kind: 'service' },
  { name: 'org.apache.struts.actions.DispatchAction', extends: ['org.apache.struts.action.Action'], kind: 'service' },
  { name: 'org.apache.struts.action.ActionMapping', kind: 'service' },
  { name: 'org.apache.struts.action.ActionForward', kind: 'service' },
  { name: 'org.apache.struts.action.ActionServlet', extends: ['javax.servlet.http.HttpServlet'], kind: 'service' },
  ...['ActionMessages', 'ActionErrors'].map((simple): ClassModel => ({
    name: `org.apache.struts.action.${simple}`,
    methods: {
      'add/1': mutates({ storesElements: [0] }),
      'add/2': stores(1),
      'clear/0': mutates(),
      get: part('java.util.Iterator'),
    },
  })),
  ...['ActionMessage', 'ActionError'].map((simple): ClassModel => ({
    name: `org.apache.struts.action.${simple}`,
    kind: 'immutable',
  })),
];

export const strutsModels: readonly ClassModel[] = [
  { name: SESSION_MAP, kind: 'session', methods: sessionMap },
  ...['org.apache.struts2.dispatcher.SessionMap', 'com.opensymphony.webwork.dispatcher.SessionMap'].map(
    (name): ClassModel => ({ name, kind: 'session', methods: sessionMap }),
  ),
  ...actionContexts,
  ...servletActionContexts,
  ...aware,
  ...[
    'com.opensymphony.xwork2.ActionSupport',
    'com.opensymphony.xwork.ActionSupport',
    'org.apache.struts2.ActionSupport',
  ].map((name): ClassModel => ({ name, kind: 'service' })),
  {
    name: 'com.opensymphony.xwork2.ActionInvocation',
    methods: {
      'getInvocationContext/0': returns('com.opensymphony.xwork2.ActionContext'),
      'getProxy/0': returns('com.opensymphony.xwork2.ActionProxy'),
      'invoke/0': nextFilter,
    },
  },
  { name: 'com.opensymphony.xwork2.interceptor.Interceptor', others: 'unknown' },
  {
    name: 'com.opensymphony.xwork2.interceptor.AbstractInterceptor',
    extends: ['com.opensymphony.xwork2.interceptor.Interceptor'],
    others: 'unknown',
  },
  {
    name: 'com.opensymphony.xwork2.ActionProxy',
    methods: { 'getInvocation/0': returns('com.opensymphony.xwork2.ActionInvocation') },
  },
  ...struts1,
];
