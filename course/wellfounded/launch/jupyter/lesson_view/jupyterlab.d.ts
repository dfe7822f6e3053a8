// What the learner's view uses of JupyterLab, whose own types would bring all of JupyterLab along.

/** A JupyterLab plugin, see @lumino/application. */
export interface Plugin {
  id: string;
  autoStart: boolean;
  requires: unknown[];
  optional?: unknown[];
  activate(app: any, ...services: any[]): unknown;
}

/** The modules that JupyterLab shares with extensions, by name; each is loaded when it is first asked for. */
export interface Modules {
  application: any;
  apputils: any;
  notebook: any;
  services: any;
  settingregistry: any;
  widgets: any;
}

declare global {
  interface Window {
    _JUPYTERLAB: Record<string, { init(scope: any): void; get(): Promise<() => any> }>;
  }
}
