import { describe, expect, test } from 'vitest';
import {
  findAnnotation,
  isHandle,
  kindOf,
  lookupCall,
  lookupConstant,
  parameterRoles,
  spaceOf,
} from '../../src/models/java/index.ts';
import type { Meaning } from '../../src/models/model.ts';

function does(type: string, method: string, arity: number): readonly Meaning[] {
  return lookupCall(type, method, arity)?.call.does ?? [];
}
function ops(type: string, method: string, arity: number): readonly string[] {
  return does(type, method, arity).map(({ op }) => op);
}
function gives(type: string, method: string, arity: number): string | undefined {
  return lookupCall(type, method, arity)?.call.returns;
}

const SESSION = 'javax.servlet.http.HttpSession';

describe('servlet', () => {
  test.each([
    ['getAttribute', 1, 'read'],
    ['getValue', 1, 'read'],
    ['setAttribute', 2, 'write'],
    ['putValue', 2, 'write'],
    ['removeAttribute', 1, 'remove'],
    ['removeValue', 1, 'remove'],
    ['getAttributeNames', 0, 'names'],
    ['getValueNames', 0, 'names'],
    ['invalidate', 0, 'drop'],
  ])('HttpSession.%s/%i is a %s', (method, arity, op) => {
    expect(ops(SESSION, method, arity)).toEqual([op]);
  });

  test('what leads to a session, and what does not', () => {
    expect(gives('jakarta.servlet.http.HttpServletRequestWrapper', 'getSession', 0)).toBe(SESSION);
    expect(gives('javax.servlet.http.HttpServletRequest', 'getSession', 1)).toBe(SESSION);
    expect(gives('javax.servlet.http.HttpSessionBindingEvent', 'getSession', 0)).toBe(SESSION);
    expect(gives('javax.servlet.jsp.PageContext', 'getSession', 0)).toBe(SESSION);
    expect(gives(SESSION, 'getServletContext', 0)).toBe('javax.servlet.ServletContext');
    expect(isHandle('jakarta.servlet.http.HttpServletRequest')).toBe(true);
    expect(isHandle('javax.servlet.jsp.PageContext')).toBe(true);
    expect(isHandle('javax.servlet.ServletContext')).toBe(false);
    expect(isHandle('javax.servlet.http.HttpServletResponse')).toBe(false);
    expect(isHandle('java.util.List')).toBe(false);
  });

  test('attributes of the request, the context and an event are none of the session', () => {
    for (const type of ['javax.servlet.http.HttpServletRequest', 'javax.servlet.ServletContext']) {
      expect(lookupCall(type, 'getAttribute', 1)?.call).toEqual({});
      expect(lookupCall(type, 'setAttribute', 2)?.call).toEqual({});
    }
    expect(lookupCall('javax.servlet.http.HttpSessionBindingEvent', 'getValue', 0)?.call).toEqual({});
  });

  test('commits', () => {
    const response = 'javax.servlet.http.HttpServletResponse';
    expect(ops(response, 'sendRedirect', 1)).toEqual(['commit']);
    expect(ops(response, 'sendError', 2)).toEqual(['commit']);
    expect(ops(response, 'flushBuffer', 0)).toEqual(['commit']);
    expect(ops(response, 'setStatus', 1)).toEqual([]);
    expect(ops('javax.servlet.RequestDispatcher', 'include', 2)).toEqual(['dispatch', 'commit']);
    expect(ops('#servlet.ResponseWriter', 'flush', 0)).toEqual(['commit']);
    expect(ops('java.io.PrintWriter', 'flush', 0)).toEqual([]);
    expect(ops('javax.servlet.FilterChain', 'doFilter', 2)).toEqual(['next-filter']);
  });

  test('PageContext reads the session only with SESSION_SCOPE', () => {
    const page = 'javax.servlet.jsp.PageContext';
    const scope = lookupConstant(page, 'SESSION_SCOPE');
    expect(scope).toBe(3);
    expect(does(page, 'getAttribute', 2)).toEqual([{ op: 'read', key: 0, when: { argument: 1, oneOf: [scope] } }]);
    expect(does(page, 'setAttribute', 3)).toEqual([
      { op: 'write', key: 0, value: 1, when: { argument: 2, oneOf: [scope] } },
    ]);
    expect(does(page, 'getAttribute', 1)).toEqual([]);
    expect(does(page, 'setAttribute', 2)).toEqual([]);
    expect(does(page, 'removeAttribute', 1)).toEqual([{ op: 'remove', key: 0 }]);
    expect(does(page, 'findAttribute', 1)).toEqual([{ op: 'read', key: 0, maybe: true }]);
  });

  test('an Accessor runs its function outside of the request', () => {
    expect(does('javax.servlet.http.HttpSession.Accessor', 'access', 1)).toEqual([
      { op: 'detach', fn: 0, with: [{ type: SESSION }] },
    ]);
  });
});

describe('portlet', () => {
  const portlet = 'javax.portlet.PortletSession';

  test('portlet scope has its own keys, application scope those of the HttpSession', () => {
    expect(does(portlet, 'getAttribute', 1)).toEqual([{ op: 'read', key: 0, space: 'portlet' }]);
    expect(does(portlet, 'setAttribute', 3)).toEqual([
      { op: 'write', key: 0, value: 1, when: { argument: 2, oneOf: [lookupConstant(portlet, 'APPLICATION_SCOPE')] } },
      {
        op: 'write',
        key: 0,
        value: 1,
        space: 'portlet',
        when: { argument: 2, oneOf: [lookupConstant(portlet, 'PORTLET_SCOPE')] },
      },
    ]);
    expect(spaceOf(portlet)).toBe(spaceOf(SESSION));
  });

  test('requests give the session, their own attributes are not it', () => {
    expect(gives('javax.portlet.ActionRequest', 'getPortletSession', 0)).toBe(portlet);
    expect(gives('javax.portlet.RenderRequest', 'getPortletSession', 1)).toBe(portlet);
    expect(does('javax.portlet.ActionRequest', 'getAttribute', 1)).toEqual([]);
  });
});

describe('Spring', () => {
  const request = 'org.springframework.web.context.request';

  test('WebUtils goes through the request', () => {
    const utils = 'org.springframework.web.util.WebUtils';
    expect(does(utils, 'getSessionAttribute', 2)).toEqual([{ op: 'read', key: 1, handle: 0 }]);
    expect(does(utils, 'setSessionAttribute', 3)).toEqual([{ op: 'write', key: 1, value: 2, handle: 0 }]);
    expect(does(utils, 'getCookie', 2)).toEqual([]);
  });

  test('what RequestAttributes give is set again; of a WebRequest until 5.3', () => {
    expect(does(`${request}.RequestAttributes`, 'getAttribute', 2)).toMatchObject([{ op: 'read', autoWritten: true }]);
    expect(does(`${request}.ServletRequestAttributes`, 'getAttribute', 2)).toMatchObject([{ autoWritten: true }]);
    const split = { library: 'spring-framework', before: '6.0' };
    expect(does(`${request}.WebRequest`, 'getAttribute', 2)).toMatchObject([{ autoWritten: split }]);
    expect(does(`${request}.NativeWebRequest`, 'getAttribute', 2)).toMatchObject([{ autoWritten: split }]);
    expect(does(`${request}.WebRequest`, 'getAttribute', 2)).toMatchObject([{ when: { argument: 1, oneOf: [1, 2] } }]);
    expect(lookupConstant(`${request}.WebRequest`, 'SCOPE_REQUEST')).toBe(0);
    expect(gives(`${request}.RequestContextHolder`, 'currentRequestAttributes', 0)).toBe(
      `${request}.RequestAttributes`,
    );
  });

  test('a WebSession is a store of its own, with a live map', () => {
    const web = 'org.springframework.web.server.WebSession';
    expect(ops(web, 'getAttribute', 1)).toEqual(['read']);
    expect(spaceOf(web)).not.toBe(spaceOf(SESSION));
    const map = gives(web, 'getAttributes', 0) ?? '';
    expect(ops(map, 'put', 2)).toEqual(['write']);
    expect(spaceOf(map)).toBe(spaceOf(web));
  });

  test('a Model is no session', () => {
    expect(ops('org.springframework.ui.Model', 'addAttribute', 2)).toEqual(['mutate']);
    expect(isHandle('org.springframework.ui.ModelMap')).toBe(false);
  });

  test('a binder changes its target', () => {
    const binder = 'org.springframework.web.bind.ServletRequestDataBinder';
    expect(lookupCall(binder, 'new', 1)?.call.gives).toEqual([{ part: 0 }]);
    expect(does(binder, 'bind', 1)).toEqual([{ op: 'mutate', target: 'this' }]);
    expect(does(binder, 'validate', 0)).toEqual([]);
  });

  test('annotations', () => {
    const [attribute] = findAnnotation('org.springframework.web.bind.annotation.SessionAttribute');
    expect(attribute?.means).toMatchObject({ op: 'read-parameter', autoWritten: { before: '6.0' } });
    const [attributes] = findAnnotation('org.springframework.web.bind.annotation.SessionAttributes');
    expect(attributes?.means.op).toBe('model-attributes');
    expect(findAnnotation('org.springframework.stereotype.Controller')).toEqual([]);
  });
});

describe('JSF', () => {
  test('putting the same instance back may do nothing', () => {
    expect(gives('jakarta.faces.context.FacesContext', 'getExternalContext', 0)).toBe(
      'javax.faces.context.ExternalContext',
    );
    const map = gives('javax.faces.context.ExternalContext', 'getSessionMap', 0) ?? '';
    expect(does(map, 'put', 2)).toEqual([{ op: 'write', key: 0, value: 1, ignoresSameInstance: true }]);
    expect(does(map, 'putAll', 1)).toEqual([{ op: 'write', key: 'unknown', value: 0 }]);
    expect(ops(map, 'get', 1)).toEqual(['read']);
    expect(ops(map, 'size', 0)).toEqual([]);
  });

  test('the other maps of the context are ordinary maps', () => {
    for (const method of ['getRequestMap', 'getApplicationMap']) {
      const type = gives('javax.faces.context.ExternalContext', method, 0);
      expect(type).toBe('java.util.Map<java.lang.String,java.lang.Object>');
    }
    expect(ops('javax.faces.context.Flash', 'put', 2)).toEqual(['mutate']);
  });
});

describe('Struts', () => {
  test('the session map sets always', () => {
    const map = gives('com.opensymphony.xwork2.ActionContext', 'getSession', 0) ?? '';
    expect(does(map, 'put', 2)).toEqual([{ op: 'write', key: 0, value: 1 }]);
    expect(ops(map, 'invalidate', 0)).toEqual(['drop']);
    expect(ops('org.apache.struts2.dispatcher.SessionMap', 'remove', 1)).toEqual(['remove']);
  });

  test('SessionAware receives it', () => {
    const aware = 'org.apache.struts2.interceptor.SessionAware';
    expect(parameterRoles(aware, 'setSession', 1)).toEqual(['#struts2.SessionMap']);
    expect(parameterRoles('org.apache.struts2.action.SessionAware', 'withSession', 1)).toEqual(['#struts2.SessionMap']);
    expect(parameterRoles(aware, 'setRequest', 1)).toBeUndefined();
  });

  test('forms and actions are ordinary objects', () => {
    expect(ops('org.apache.struts.action.DynaActionForm', 'set', 2)).toEqual(['mutate']);
    expect(isHandle('org.apache.struts.action.ActionForm')).toBe(false);
  });
});

describe('Shiro', () => {
  const session = 'org.apache.shiro.session.Session';

  test('its session is a store of its own', () => {
    expect(gives('org.apache.shiro.SecurityUtils', 'getSubject', 0)).toBe('org.apache.shiro.subject.Subject');
    expect(gives('org.apache.shiro.subject.Subject', 'getSession', 1)).toBe(session);
    expect(ops(session, 'setAttribute', 2)).toEqual(['write']);
    expect(spaceOf(session)).toBe('shiro');
    expect(ops(session, 'touch', 0)).toEqual([]);
  });
});

describe('other frameworks', () => {
  test.each([
    ['org.apache.wicket.protocol.http.WebSession', 'getAttribute', 1, 'read'],
    ['com.vaadin.flow.server.WrappedSession', 'setAttribute', 2, 'write'],
    ['org.zkoss.zk.ui.Session', 'removeAttribute', 1, 'remove'],
    ['com.jfinal.core.Controller', 'getSessionAttr', 1, 'read'],
    ['spark.Session', 'attribute', 2, 'write'],
    ['io.javalin.http.Context', 'sessionAttribute', 1, 'read'],
    ['org.omnifaces.util.Faces', 'setSessionAttribute', 2, 'write'],
  ])('%s.%s/%i is a %s', (type, method, arity, op) => {
    expect(ops(type, method, arity)).toEqual([op]);
  });

  test('the attributes of a VaadinSession are none of the HttpSession', () => {
    expect(ops('com.vaadin.flow.server.VaadinSession', 'setAttribute', 2)).toEqual([]);
  });

  test('keys of Wicket never match those of the HttpSession', () => {
    expect(spaceOf('org.apache.wicket.protocol.http.WebSession')).not.toBe(spaceOf(SESSION));
  });
});

describe('look-alikes', () => {
  test.each([
    'org.hibernate.Session',
    'jakarta.persistence.EntityManager',
    'javax.jms.Session',
    'javax.mail.Session',
    'org.apache.mina.core.session.IoSession',
    'jakarta.websocket.Session',
    'org.springframework.web.socket.WebSocketSession',
  ])('%s is a service', (name) => {
    expect(kindOf(name)).toBe('service');
    expect(isHandle(name)).toBe(false);
    expect(ops(name, 'getAttribute', 1)).toEqual([]);
  });

  test('an attribute of an XML element is a string', () => {
    expect(gives('org.w3c.dom.Element', 'getAttribute', 1)).toBe('java.lang.String');
  });
});
