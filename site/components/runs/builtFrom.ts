/** Which files of other rooms a run is built from: the links a reader follows to see what its words mean. */

const imports = /^import (?!type )[^;]*? from '\.\.\/([\w/]+\.ts)';$/gm;

/** @example builtFrom("import { SGD } from '../optim/SGD.ts';") // ['framework/optim/SGD.ts'] */
export const builtFrom = (text: string): string[] => [...text.matchAll(imports)].map(([, path]) => `framework/${path}`);
