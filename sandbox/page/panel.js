// The drawer of faults: opened and closed, by mouse and keyboard; its inside is a part of the page like the others.
"use strict";

(() => {
  const panel = document.querySelector("#panel");
  const button = () => document.querySelector("#top [data-faults]");

  function open(wanted) {
    panel.hidden = !wanted;
    sessionStorage.faults = wanted ? "open" : "";
    button().setAttribute("aria-expanded", String(wanted));
    document.body.classList.toggle("faulty", wanted);
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-faults]")) return;
    const wanted = panel.hidden;
    open(wanted);
    (wanted ? panel.querySelector("[data-faults]") : button()).focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.contains(event.target)) return;
    open(false);
    button().focus();
  });

  new MutationObserver(() => button().setAttribute("aria-expanded", String(!panel.hidden))).observe(document.querySelector("#top"), { childList: true });
  if (sessionStorage.faults) open(true);
})();
