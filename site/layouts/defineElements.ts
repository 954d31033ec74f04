/**
 * Brings the custom elements of a page to life: `<tensor-view>` is defined by site/visuals/TensorView.ts, `<time-bar>` by site/player/
 * TimeBar.ts (site/workbench counts too). A page fetches only the elements it holds, a lesson imports nothing, and nothing is registered anywhere. A tag without a file
 * is an author's slip and is named in the console.
 */

type Loaders = Readonly<Record<string, () => Promise<unknown>>>;

const loaders: Loaders = import.meta.glob(['../{visuals,player,workbench}/[A-Z]*.ts', '!../**/*.test.ts']);

/** @example fileNameOf('tensor-view') // 'TensorView' */
export const fileNameOf = (tag: string): string =>
  tag
    .split('-')
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join('');

/** The loader whose file bears the tag's name; undefined when there is none. */
export const loaderFor = (tag: string, among: Loaders): Loaders[string] | undefined =>
  Object.entries(among).find(([path]) => path.endsWith(`/${fileNameOf(tag)}.ts`))?.[1];

/** Defines every custom element under `root` that nothing else has defined yet; call it once the page's own scripts have run. */
export const defineElements = (root: ParentNode): void => {
  const tags = new Set([...root.querySelectorAll(':not(:defined)')].map(({ localName }) => localName));
  for (const tag of tags) {
    const load = loaderFor(tag, loaders);
    if (load === undefined)
      console.error(
        `<${tag}>: no file site/visuals/${fileNameOf(tag)}.ts or site/player/${fileNameOf(tag)}.ts defines it.`,
      );
    else void load();
  }
};
