// The composer: Enter sends, / and @ are completed. Runs after page.js and uses its names.
"use strict";

if (composer) {
  const text = composer.text;
  const offers = $("#offers");
  const [commands, people] = [JSON.parse(composer.dataset.commands), JSON.parse(composer.dataset.people)];
  const draft = `draft ${at.as} ${at.in}`;
  let chosen = 0;
  let offered = [];

  const word = () => text.value.slice(0, text.selectionStart).match(/(?:^|\s)(@\S*)$|^(\/\S*)$/)?.slice(1).find(Boolean);

  const offer = () => {
    const begun = word()?.toLowerCase();
    const from = begun?.startsWith("/") ? commands : people;
    const fits = (o) => o.word.toLowerCase().startsWith(begun) || (begun[0] === "@" && o.about.toLowerCase().includes(begun.slice(1)));
    offered = begun ? from.filter(fits).slice(0, 8) : [];
    chosen = 0;
    const hint = commands.find((c) => text.value.startsWith(`${c.word} `) && c.hint);
    list(offered.length || !hint ? offered : [hint], !offered.length && Boolean(hint));
  };

  const list = (rows, onlyHint) => {
    offers.replaceChildren(...rows.map((o, n) => row(o, n, onlyHint)));
    offers.hidden = !rows.length;
    text.setAttribute("aria-expanded", String(!onlyHint && rows.length > 0));
    mark();
  };

  const row = (o, n, onlyHint) => {
    const option = document.createElement("div");
    option.id = `offer-${n}`;
    option.setAttribute("role", "option");
    option.className = onlyHint ? "hint" : "";
    for (const [tag, words] of [["strong", o.word], ["code", o.hint], ["span", o.about]]) {
      if (words) option.append(Object.assign(document.createElement(tag), { textContent: words }));
    }
    option.addEventListener("mousedown", (event) => { event.preventDefault(); if (!onlyHint) { chosen = n; take(); } });
    return option;
  };

  const mark = () => {
    [...offers.children].forEach((option, n) => option.setAttribute("aria-selected", String(offered.length > 0 && n === chosen)));
    if (offered.length) text.setAttribute("aria-activedescendant", `offer-${chosen}`);
    else text.removeAttribute("aria-activedescendant");
    offers.children[chosen]?.scrollIntoView({ block: "nearest" });
  };

  const take = () => {
    const start = text.selectionStart - word().length;
    text.setRangeText(`${offered[chosen].word} `, start, text.selectionStart, "end");
    changed();
  };

  const changed = () => { sessionStorage[draft] = text.value; grow(); offer(); };
  const grow = () => { text.style.height = "auto"; text.style.height = `${Math.min(text.scrollHeight + 2, 180)}px`; };

  let sending = Promise.resolve(); // what was sent before goes first: nobody waits to type on

  const send = () => {
    const written = text.value;
    if (!written.trim()) return;
    text.value = "";
    changed();
    stuck = true;
    sending = sending.then(async () => {
      const told = await post("write", [["text", written]], composer);
      if (told.failed && !text.value) { text.value = written; changed(); }
    }).catch(() => {}); // a refresh that failed is told by the page; what comes next is sent all the same
  };

  const keys = {
    ArrowDown: () => { chosen = (chosen + 1) % offered.length; mark(); },
    ArrowUp: () => { chosen = (chosen + offered.length - 1) % offered.length; mark(); },
    Tab: take,
    Enter: () => (word() === offered[chosen].word ? send() : take()),
    Escape: () => { offered = []; list([], false); },
  };

  text.addEventListener("input", changed);
  text.addEventListener("blur", () => list((offered = []), false));
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter chooses a kanji then
    const known = offered.length && !event.shiftKey && keys[event.key];
    if (!known && (event.key !== "Enter" || event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (known) known(); else send();
  });
  composer.addEventListener("submit", send);
  text.value = sessionStorage[draft] || "";
  grow();
  if (matchMedia("(min-width: 48rem)").matches && !$("#modal dialog")) text.focus();
}
