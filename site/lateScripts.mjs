// Scripts after the first picture. A lesson has some forty small modules, and a slow line that fetches them beside the styles and the letters shows
// its first words later: measured by Lighthouse (mobile preset, HTTP/2), see DECISIONS.md. So a built page asks for them when something of it has been
// painted. They are the same modules in the same order; a page that nobody sees (a tab in the background) or that no paint is told of loads them at once.

/** @param {string} html */
export function withLateScripts(html) {
  /** @type {string[]} */
  const sources = [];
  const rest = html.replace(/<script type="module" src="([^"]+)"><\/script>/g, (_, source) => {
    sources.push(source);
    return '';
  });
  if (sources.length === 0) return html;
  return rest.replace('</body>', `<script>(${late})(${JSON.stringify(sources)})</script></body>`);
}

/* Runs in the page, as text: no types, nothing from outside. */
const late = `function(sources){var begun=false;
function go(){if(begun)return;begun=true;sources.forEach(function(source){var script=document.createElement('script');script.type='module';script.async=false;script.src=source;document.body.append(script)})}
if(document.hidden||!window.PerformanceObserver||performance.getEntriesByName('first-contentful-paint').length)return go();
new PerformanceObserver(function(list,observer){if(list.getEntriesByName('first-contentful-paint').length){observer.disconnect();go()}}).observe({type:'paint',buffered:true});
setTimeout(go,2000)}`.replaceAll('\n', '');
