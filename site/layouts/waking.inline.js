// What a page does by itself until its scripts have come: it stands in the head of every page, as text (Page.astro).
//
// A lesson has some forty modules and a recorded step. On a slow line they would hold up its first words, so a built page asks for them when
// something of it has been painted (`<script type="late">`, `<link rel="late">`: site/lateScripts.mjs), or as soon as the reader does anything.
// Whoever comes to a place on the page (a link with a hash, a reload, the way back, a slide) gets them at once, as ever.
// `data-awake` on the page says that they have run.
//
// What is done to a part that cannot hear it yet is kept in `earlyActs`, and early.ts does it again when the part is awake.
(() => {
  const { documentElement: root } = document;
  const isFresh = 'arriving' in root.dataset && !('presenter' in root.dataset);

  const whenParsed = (act) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
    else act();
  };

  let isAsked = false;
  const wake = () => {
    if (isAsked) return;
    isAsked = true;
    whenParsed(() => {
      for (const link of document.querySelectorAll('link[rel=late]')) link.rel = 'preload';
      const arrivals = [...document.querySelectorAll('script[type=late]')].map(
        (late) =>
          new Promise((resolve) => {
            const script = document.createElement('script');
            script.type = 'module';
            // In their order.
            script.async = false;
            script.onload = resolve;
            script.onerror = resolve;
            script.src = late.src;
            late.replaceWith(script);
          }),
      );
      Promise.all(arrivals).then(() => {
        root.dataset.awake = '';
      });
    });
  };

  const tellsOfPaint = globalThis.PerformanceObserver?.supportedEntryTypes?.includes('paint');
  if (!isFresh || document.hidden || !tellsOfPaint) wake();
  else {
    const paints = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      paints.disconnect();
      setTimeout(wake);
    });
    paints.observe({ type: 'paint', buffered: true });
    setTimeout(wake, 3000);
    for (const event of ['pointerdown', 'keydown', 'scroll', 'click', 'beforeprint'])
      addEventListener(event, wake, { capture: true, once: true, passive: true });
  }

  /** The innermost part round a place that does not listen yet. */
  const asleep = (place) => {
    for (let at = place; at instanceof Element; at = at.parentElement)
      if (at.localName.includes('-') && (!at.matches(':defined') || at.isAsleep)) return at;
    return null;
  };

  const acts = [];
  globalThis.earlyActs = acts;
  for (const type of ['click', 'input', 'change', 'submit', 'keydown'])
    addEventListener(
      type,
      (event) => {
        const { target, altKey, code } = event;
        if (!(target instanceof Element)) return;
        // Where a link leads is known; the page's heights must be, before the browser goes there.
        if (type === 'click' && target.closest('a[href*="#"]') !== null) delete root.dataset.arriving;
        // What the browser itself answers with another event is told by that one.
        if (type === 'click' && target.closest('a, label, input, select, textarea, summary') !== null) return;
        const isPlayKey = type === 'keydown' && altKey && code === 'KeyP';
        if (type === 'keydown' && !isPlayKey) return;
        const host = asleep(isPlayKey ? document.querySelector('time-bar') : target);
        if (host === null) return;
        if (type === 'submit' || isPlayKey) event.preventDefault();
        acts.push({ host, event, target, value: target.value, checked: target.checked });
      },
      { capture: true },
    );
})();
