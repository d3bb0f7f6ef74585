// What is live on the page: posting what a person does, fetching the parts that changed, completion, modals. No markup is made from words here.
"use strict";

const at = document.body.dataset;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const here = (more = {}) => new URLSearchParams({ as: at.as, in: at.in, all: at.all, ...more });
const log = $("#log");
const composer = $("#composer");

// ---- parts of the page: replaced only where they changed, so that focus, scroll and what is half filled in stay ----

const drawn = new WeakMap(); // node → its HTML as the server drew it
const drafts = new Map(JSON.parse(sessionStorage.drafts || "[]")); // container and field → values typed or chosen so far
const complaints = new Map(); // view → block → sentence
let stuck = true; // the log is at its end and stays there
let opener = null; // what had the focus before the first modal

const key = (node, n) => node.dataset.key || String(n);
const holder = (node) => node.closest("form.blocks");
const draftKey = (field) => `${holder(field).dataset.id}|${field.name}`;

function sameAs(node) {
  const marks = ["id", "name", "value", "href", "data-choice", "data-post", "data-body", "data-close"];
  const tests = marks.filter((m) => node.hasAttribute(m)).map((m) => `[${m}="${CSS.escape(node.getAttribute(m))}"]`);
  return tests.length ? node.tagName + tests.join("") : null;
}

function replaced(old, fresh) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const again = active && sameAs(active);
  const caret = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  const scrolled = $(".inside", old)?.scrollTop;
  old.replaceWith(fresh);
  settle(fresh);
  if (scrolled) $(".inside", fresh).scrollTop = scrolled;
  const focus = again && $(again, fresh);
  if (!focus) return;
  focus.focus({ preventScroll: true });
  if (caret && caret[0] !== null) focus.setSelectionRange(...caret);
}

function settle(node) {
  for (const field of $$("[name]", node)) {
    const kept = holder(field) && drafts.get(draftKey(field));
    if (!kept) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
    else if (field.type !== "button") field.value = kept[0] ?? "";
  }
  if (node.tagName === "DIALOG" && !node.open) {
    node.showModal();
    complain(node);
    ($(".inside [autofocus], .inside [name]", node) || $("footer .primary, [data-close]", node)).focus();
  }
}

function patch(box, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html; // drawn by the server, which escaped every word
  const old = new Map([...box.children].map((node, n) => [key(node, n), node]));
  let next = box.firstElementChild;
  [...fresh.content.children].forEach((wanted, n) => {
    const now = old.get(key(wanted, n));
    old.delete(key(wanted, n));
    if (now && drawn.get(now) === wanted.outerHTML) {
      if (now === next) next = next.nextElementSibling;
      else box.insertBefore(now, next);
      return;
    }
    drawn.set(wanted, wanted.outerHTML);
    if (now === next && now) next = next.nextElementSibling;
    if (now) replaced(now, wanted);
    else { box.insertBefore(wanted, next); settle(wanted); }
  });
  for (const gone of old.values()) gone.remove();
}

function toEnd() {
  if (stuck && at.in !== "home") log.scrollTop = log.scrollHeight;
}

let fetching = null;
let again = false;

function refresh() {
  if (fetching) { again = true; return fetching; }
  fetching = parts().catch(() => document.body.classList.add("offline")).finally(() => {
    fetching = null;
    if (again) { again = false; refresh(); }
  });
  return fetching;
}

async function parts() {
  const answer = await fetch(`page/parts?${here()}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const fresh = await answer.json();
  document.body.classList.remove("offline");
  const before = $("#modal dialog");
  if (!before) opener = sameAs(document.activeElement) || opener;
  for (const name of ["top", "side", "log", "panel", "modal"]) patch($(`#${name}`), fresh[name]);
  toEnd();
  if (before && !$("#modal dialog")) ((opener && $(opener)) || composer?.text)?.focus();
}

// ---- doing something: the form's fields go to the page's own route, the sentence that comes back is shown ----

function tell(sentence) {
  $("#notice p").textContent = sentence || "";
  $("#notice").hidden = !sentence;
}

async function post(deed, entries, busy) {
  tell("");
  document.body.classList.add("working");
  busy?.classList.add("busy");
  busy?.setAttribute("aria-busy", "true");
  let told;
  try {
    const body = new URLSearchParams([...here(), ...entries]);
    const answer = await fetch(`page/${deed}`, { method: "POST", headers: { "X-Sandbox-Page": "1" }, body });
    told = answer.ok ? await answer.json() : { notice: at.lost, failed: true };
  } catch {
    told = { notice: at.lost, failed: true };
  }
  busy?.classList.remove("busy");
  busy?.removeAttribute("aria-busy");
  await refresh();
  document.body.classList.remove("working");
  tell(told.notice);
  return told;
}

function contents(form, more = {}) {
  const whole = { container: form.dataset.container, container_id: form.dataset.id, ...more };
  return [...new FormData(form), ...Object.entries(whole)];
}

function sure(question) {
  const dialog = $("#confirm");
  const [no, yes] = $$("button", dialog);
  $("h2", dialog).textContent = question.title;
  $("p", dialog).textContent = question.text;
  no.textContent = question.deny;
  yes.textContent = question.confirm;
  yes.className = `button ${question.style === "danger" ? "danger" : "primary"}`;
  dialog.returnValue = "no";
  dialog.showModal();
  no.focus();
  return new Promise((answer) => dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true }));
}

async function act(element) {
  if (element.classList.contains("busy")) return;
  element.closest("details")?.removeAttribute("open");
  const form = holder(element);
  if (element.dataset.confirm && !(await sure(JSON.parse(element.dataset.confirm)))) {
    if (element.tagName === "SELECT") element.value = element.was ?? "";
    return;
  }
  if (form.dataset.container === "message") forget(draftKey(element));
  await post("act", contents(form, { act: element.dataset.act, choice: element.dataset.choice || "" }), element);
}

function forget(start) {
  for (const name of [...drafts.keys()]) if (name.startsWith(start)) drafts.delete(name);
  keep();
}

function keep() {
  sessionStorage.drafts = JSON.stringify([...drafts].slice(-200));
}

// ---- modals ----

function complain(dialog) {
  const said = complaints.get(dialog.dataset.view) || {};
  const loose = Object.keys(said).filter((block) => !$(`[data-block="${CSS.escape(block)}"]`, dialog));
  show($(".error.whole", dialog), loose.map((block) => said[block]).join(" "));
  for (const field of $$(".field", dialog)) {
    const sentence = said[field.dataset.block];
    show($(".error", field), sentence);
    for (const input of $$("[name]", field)) input.setAttribute("aria-invalid", String(Boolean(sentence)));
  }
}

function show(slot, sentence) {
  slot.textContent = sentence || "";
  slot.hidden = !sentence;
}

async function submit(form) {
  const button = $("footer .primary", form);
  if (!button || button.classList.contains("busy")) return;
  const view = form.dataset.id;
  complaints.delete(view);
  const told = await post("submit", contents(form), button);
  const errors = told.failed ? { "": told.notice } : told.errors || {};
  complaints.set(view, errors);
  const dialog = $("#modal dialog");
  if (dialog?.dataset.view !== view) { forget(`${view}|`); return; }
  complain(dialog);
  $(`[aria-invalid="true"]`, dialog)?.focus();
}

async function shut() {
  const dialog = $("#modal dialog");
  if (!dialog || dialog.classList.contains("busy")) return;
  forget(`${dialog.dataset.view}|`);
  complaints.delete(dialog.dataset.view);
  await post("close", [["container_id", dialog.dataset.view]], dialog);
}

// ---- events ----

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-act], [data-post], [data-close], [data-drawer], #notice button");
  for (const menu of $$("details.overflow[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (!target) return;
  if (target.matches("[data-close]")) shut();
  else if (target.matches("#notice button")) tell("");
  else if (target.matches("[data-drawer]")) drawer(!document.body.classList.contains("drawer"));
  else if (target.matches("[data-post]")) {
    post(target.dataset.post, new URLSearchParams(target.dataset.body), target).then(() => target.dataset.post === "language" && location.reload());
  } else if (target.matches("button[data-act], a[data-act]")) act(target);
});

let later = 0;
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.dataset.act || (!field.value && field.tagName !== "TEXTAREA")) return;
  clearTimeout(later); // dates and lists are still being chosen for a moment
  const slow = field.type === "date" || field.type === "time" || field.type === "checkbox";
  later = setTimeout(() => field.isConnected && act(field), slow ? 700 : 0);
});

document.addEventListener("toggle", (event) => $(".menu", event.target)?.scrollIntoView({ block: "nearest" }), true);
document.addEventListener("focusin", (event) => { if (event.target.tagName === "SELECT") event.target.was = event.target.value; });

document.addEventListener("input", (event) => {
  const form = event.target.name && event.target.closest("form.blocks");
  if (!form) return;
  drafts.set(draftKey(event.target), new FormData(form).getAll(event.target.name));
  keep();
  const slot = $(".error", event.target.closest(".field") || form);
  if (slot && !slot.hidden && slot.closest(".field")) { show(slot, ""); event.target.setAttribute("aria-invalid", "false"); }
});

document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  event.preventDefault();
  if (event.target.matches("[data-submit]")) submit(event.target);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.overflow[open]");
  if (event.isComposing || event.key !== "Escape") return;
  if (menu) { menu.open = false; $("summary", menu).focus(); event.preventDefault(); }
  else if (event.target.closest?.("#confirm")) return;
  else if ($("#modal dialog")) { event.preventDefault(); shut(); }
  else drawer(false);
});

document.addEventListener("cancel", (event) => { if (event.target.matches("#modal dialog")) { event.preventDefault(); shut(); } }, true);

function drawer(open) {
  document.body.classList.toggle("drawer", open);
  $("#top [data-drawer]").setAttribute("aria-expanded", String(open));
  if (open) $("#side [aria-current]")?.focus();
}

// ---- at the start ----

for (const box of $$("#top, #side, #log, #panel, #modal")) for (const node of box.children) { drawn.set(node, node.outerHTML); settle(node); }
log.addEventListener("scroll", () => { stuck = log.scrollHeight - log.scrollTop - log.clientHeight < 80; });
log.addEventListener("load", toEnd, true);
new ResizeObserver(toEnd).observe(log); // a notice came, the composer grew, the phone was turned
if (at.in === "home") post("home", []);
else toEnd();
const events = new EventSource(`page/events?version=${at.version}`);
events.onmessage = refresh;
events.onerror = () => document.body.classList.add("offline");
events.onopen = () => document.body.classList.remove("offline");
setInterval(() => document.hidden || refresh(), 20000); // the clock's minutes
