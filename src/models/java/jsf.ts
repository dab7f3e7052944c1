/** JavaServer Faces, 1.2 to 4.1, and the helper class of OmniFaces. */
import type { ClassModel } from '../model.ts';
import { both, commits, drops, each, part, reads, removes, returns, stores, writes } from './calls.ts';
import { sessionMapMethods } from './session-map.ts';

const SESSION = 'javax.servlet.http.HttpSession';
const EXTERNAL = 'javax.faces.context.ExternalContext';
const FACES = 'javax.faces.context.FacesContext';
const PLAIN_MAP = 'java.util.Map<java.lang.String,java.lang.Object>';
const STRING = 'java.lang.String';

/** Mojarra's put does nothing when the instance is there already, unless web.xml is distributable. MyFaces always sets. */
const put = { ignoresSameInstance: true } as const;

/** These accessors are declared to give Object; what they give on a servlet container is this. */
const context = {
  'getSessionMap/0': returns('#jsf.SessionMap'),
  getSession: returns(SESSION),
  'getRequestMap/0': returns(PLAIN_MAP),
  'getApplicationMap/0': returns(PLAIN_MAP),
  'getRequest/0': returns('javax.servlet.http.HttpServletRequest'),
  'getResponse/0': returns('javax.servlet.http.HttpServletResponse'),
  'getFlash/0': returns('javax.faces.context.Flash'),
  'invalidateSession/0': drops(),
} as const;

export const jsfModels: readonly ClassModel[] = [
  { name: '#jsf.SessionMap', kind: 'session', methods: sessionMapMethods(put) },
  {
    name: EXTERNAL,
    methods: {
      ...context,
      'getContext/0': returns('javax.servlet.ServletContext'),
      'getRequestParameterMap/0': returns('java.util.Map<java.lang.String,java.lang.String>'),
      'getInitParameter/1': returns(STRING),
      'getSessionId/1': returns(STRING),
      'getRemoteUser/0': returns(STRING),
      'getUserPrincipal/0': returns('java.security.Principal'),
      ...each(['redirect/1', 'dispatch/1', 'responseSendError/2', 'responseFlushBuffer/0'], commits),
    },
  },
  {
    name: FACES,
    methods: {
      'getCurrentInstance/0': returns(FACES),
      'getExternalContext/0': returns(EXTERNAL),
      'getViewRoot/0': returns('javax.faces.component.UIViewRoot'),
      'getApplication/0': returns('javax.faces.application.Application'),
    },
  },
  // A view map is an attribute of the implementation; its keys are those of the view, not of the session.
  {
    name: 'javax.faces.component.UIViewRoot',
    methods: { 'getViewMap/0': returns(PLAIN_MAP), 'getViewMap/1': returns(PLAIN_MAP) },
  },
  { name: 'javax.faces.application.Application', kind: 'service' },
  { name: 'javax.faces.application.FacesMessage', kind: 'service' },
  // Kept by the flash scope for the next request under the implementation's own key.
  { name: 'javax.faces.context.Flash', extends: [PLAIN_MAP] },
  ...['javax.faces.model.DataModel', 'javax.faces.model.ListDataModel', 'javax.faces.model.ArrayDataModel'].map(
    (name): ClassModel => ({
      name,
      methods: {
        'new/1': part(undefined, 0),
        'getRowData/0': part('$0'),
        'getWrappedData/0': part(),
        'setWrappedData/1': stores(0),
      },
    }),
  ),
  {
    name: 'org.omnifaces.util.Faces',
    methods: {
      ...context,
      'getContext/0': returns(FACES),
      'getExternalContext/0': returns(EXTERNAL),
      'getSessionAttribute/1': reads(),
      'getSessionAttribute/2': both(reads(), writes(0, { returnedBy: 1 }, { onlyWhenAbsent: true })),
      'setSessionAttribute/2': writes(0, 1, put),
      'removeSessionAttribute/1': removes(),
      redirect: commits,
    },
  },
];
