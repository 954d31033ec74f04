import type { Server } from 'node:http';

/** Serves a folder, listening when it resolves. `base`: the path it lives under; `isolate`: with the headers of cross-origin isolation. */
export function serve(
  folder: string,
  options?: { readonly port?: number; readonly host?: string; readonly base?: string; readonly isolate?: boolean },
): Promise<Server>;
