"use strict";
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const list = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  const findings = list(".finding");
  const form = find("#filters");
  const search = find("#search");
  const shownCount = find("#count");
  const told = find("#told");
  const help = find("#help");
  const singleKeys = find("#single-keys");
  const themes = list("input[name=theme]");

  const tell = (words) => {
    told.textContent = words;
  };

  // ── filters ─────────────────────────────────────────────────────────────────────────────────

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const folded = new Map();
  const textOf = (finding) => {
    if (!folded.has(finding)) folded.set(finding, fold(finding.textContent));
    return folded.get(finding);
  };
  const valueOf = (name) => form.elements.namedItem(name).value;
  const holds = (listed, value) => value === "all" || listed.split(" ").includes(value);
  const plural = (number) => (number === 1 ? "finding" : "findings");

  const filter = () => {
    const severities = new Set(list("input[name=severity]:checked", form).map((box) => box.value));
    const [state, rule, article, entity] = ["state", "rule", "article", "entity"].map(valueOf);
    const words = fold(search.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const finding of findings) {
      const data = finding.dataset;
      const fits =
        severities.has(data.severity) &&
        (state === "all" || data.state === state) &&
        (rule === "all" || data.rule === rule) &&
        holds(data.articles, article) &&
        holds(data.entities, entity) &&
        words.every((word) => textOf(finding).includes(word));
      finding.hidden = !fits;
      if (fits) shown += 1;
    }
    const number = (value) => value.toLocaleString("en");
    const all = findings.length;
    shownCount.textContent =
      shown === all
        ? `Showing ${all === 1 ? "the only finding" : `all ${number(all)} findings`}`
        : `Showing ${number(shown)} of ${number(all)} ${plural(all)}`;
    find("#none-fits").hidden = shown > 0;
    highlight(words);
  };

  const highlight = (words) => {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("search");
    if (!words.length) return;
    const ranges = [];
    for (const finding of findings.filter((one) => !one.hidden)) {
      const walker = document.createTreeWalker(finding, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && ranges.length < 2000) {
        const node = walker.currentNode;
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue;
        for (const word of words) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  };

  const showAll = () => {
    form.reset();
    filter();
  };

  if (form) {
    form.hidden = false;
    if (matchMedia("(max-width: 60rem)").matches) find("details", form).open = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }

  // ── links between findings and articles ─────────────────────────────────────────────────────

  let current = null;
  const targetOf = (hash) => (hash.length > 1 ? document.getElementById(hash.slice(1)) : null);
  const reveal = (hash) => {
    const finding = targetOf(hash)?.closest(".finding");
    if (!finding) return;
    current = finding;
    if (!finding.hidden) return;
    showAll();
    tell("The filters were taken off to show this finding.");
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link) reveal(link.hash);
  });
  addEventListener("hashchange", () => {
    reveal(location.hash);
    targetOf(location.hash)?.scrollIntoView();
  });
  document.addEventListener("focusin", (event) => {
    current = event.target.closest(".finding") ?? current;
  });

  const light = (event) => {
    const row = event.target.closest?.(".row");
    for (const lit of list(".lit")) lit.classList.remove("lit");
    const from = event.target.closest?.("[data-claim], [data-claims]");
    if (!row || !from || event.type === "mouseout") return;
    const numbers = (from.dataset.claim ?? from.dataset.claims).split(" ");
    for (const number of numbers) {
      for (const hit of list(`[data-claim="${number}"], [data-claims~="${number}"]`, row)) hit.classList.add("lit");
    }
  };
  find("#articles")?.addEventListener("mouseover", light);
  find("#articles")?.addEventListener("mouseout", light);

  // ── fingerprints ────────────────────────────────────────────────────────────────────────────

  const select = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };
  const copy = async (button) => {
    const code = find("code", button.parentElement);
    let done = true;
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      select(code);
      done = document.execCommand("copy");
    }
    button.textContent = done ? "Copied" : "Selected";
    tell(done ? `Copied ${code.textContent}` : `Selected ${code.textContent}`);
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  };
  for (const button of list(".copy")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".copy");
    if (button) copy(button);
  });

  // ── keys ────────────────────────────────────────────────────────────────────────────────────

  const shownFindings = () => findings.filter((finding) => !finding.hidden);
  const step = (by) => {
    const shown = shownFindings();
    if (!shown.length) return;
    const at = shown.indexOf(current);
    go(shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)]);
  };
  const go = (finding) => {
    current = finding;
    finding.focus({ preventScroll: true });
    finding.scrollIntoView();
  };
  let visited = { finding: null, place: 0 };
  const goToPlace = () => {
    if (!current) step(1);
    if (!current) return;
    const places = list(".place", current);
    const next = visited.finding === current ? (visited.place + 1) % places.length : 0;
    visited = { finding: current, place: next };
    places[next].click();
  };
  const goBack = () => {
    const link = document.activeElement.closest("a.clash, sup a");
    const finding = visited.finding ?? targetOf(link?.hash ?? "");
    if (!finding) return;
    if (finding.hidden) showAll();
    go(finding);
  };
  const toggleSteps = () => {
    const steps = current && find("details.steps", current);
    if (steps) steps.open = !steps.open;
  };
  const toggleSeverity = (at) => {
    const box = form && list("input[name=severity]", form)[at];
    if (!box) return;
    box.checked = !box.checked;
    filter();
  };
  const turnTheme = () => {
    const at = themes.findIndex((box) => box.checked);
    const next = themes[(at + 1) % themes.length];
    next.checked = true;
    tell(`Theme: ${next.value}`);
  };
  const openHelp = () => {
    if (help.open) return;
    help.showModal();
    // Not by an attribute: Chromium complains of that one where the address names a place in the page.
    help.querySelector("form button").focus();
  };
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    a: goToPlace,
    b: goBack,
    o: toggleSteps,
    c: () => current && copy(find(".copy", current)),
    1: () => toggleSeverity(0),
    2: () => toggleSeverity(1),
    3: () => toggleSeverity(2),
    "/": () => {
      if (!form) return;
      find("details", form).open = true;
      search.focus();
      search.select();
    },
    r: () => form && showAll(),
    t: turnTheme,
    "?": openHelp,
  };
  const types = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape" && document.activeElement === search) {
      search.blur();
      return;
    }
    if (!singleKeys.checked || types(event.target) || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  const opener = find("#open-help");
  opener.hidden = false;
  opener.addEventListener("click", openHelp);

  // ── printing: what is folded away on the screen is part of the record ───────────────────────

  let folding = [];
  addEventListener("beforeprint", () => {
    folding = list("details:not([open])");
    for (const details of folding) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folding) details.open = false;
  });

  reveal(location.hash);
})();
