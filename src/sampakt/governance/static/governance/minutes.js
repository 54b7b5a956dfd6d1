/* Minutes are saved as one types. What is not saved yet when one leaves, or sends another form of the page, is saved first. */
"use strict";

{
  const PATIENCE = 4000;
  const unsaved = new Set(); // forms with words that no answer has confirmed
  const refused = new Set(); // forms whose words were not taken: the browser asks before one leaves

  const isWriting = (element) => element instanceof HTMLFormElement && element.matches("form[data-saves]");
  const box = (form) => form.querySelector("textarea");
  const nameOf = (form, name) => box(form).name.replace(/words$/, name);
  /* What the page sent last: when it comes back as somebody else's change, it is one's own that was quicker. */
  const remember = (form) => { form.sentLast = box(form).value; };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-saves]");
    if (form) unsaved.add(form);
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest("form[data-saves]");
    if (unsaved.has(form) && !refused.has(form)) htmx.trigger(form, "leave");
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.detail.elt;
    if (isWriting(form) && form.sentLast !== undefined) event.detail.parameters[nameOf(form, "sent")] = form.sentLast;
  });
  document.addEventListener("htmx:beforeSend", (event) => {
    if (isWriting(event.detail.elt)) remember(event.detail.elt);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!isWriting(form)) return;
    if (!event.detail.successful) return void (event.detail.xhr.status && refused.add(form));
    refused.delete(form);
    if (box(form).value === form.sentLast) unsaved.delete(form);
  });

  /* Saves in a way that goes on when the page is left; answers whether the words were taken. */
  const save = async (form) => {
    const words = new FormData(form);
    form.underway = box(form).value;
    if (form.sentLast !== undefined) words.set(nameOf(form, "sent"), form.sentLast);
    remember(form);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: words, keepalive: true, headers: { "HX-Request": "true" },
      });
      const told = new DOMParser().parseFromString(await answer.text(), "text/html");
      const version = told.querySelector(`[name="${nameOf(form, "version")}"]`);
      if (version) form.elements[nameOf(form, "version")].value = version.value;
      if (answer.ok) {
        if (box(form).value === form.sentLast) unsaved.delete(form);
        refused.delete(form);
        return true;
      }
      refused.add(form);
      form.querySelector(".saved").replaceChildren(...told.body.childNodes);
      form.querySelector(".saved").scrollIntoView({ block: "center" });
    } catch {
      refused.add(form);
      form.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true }));
    } finally {
      delete form.underway;
    }
    return false;
  };
  const inTime = (saves) => Promise.race([
    Promise.all(saves).then((taken) => taken.every(Boolean)),
    new Promise((resolve) => setTimeout(resolve, PATIENCE, false)),
  ]);
  const open = (but) => [...unsaved].filter((form) => form !== but && form.isConnected && !refused.has(form));

  /* First what was written, then what was asked for. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || isWriting(form) || !open(form).length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    inTime(open(form).map(save)).then((taken) => taken && form.requestSubmit(submitter));
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || link.target || link.hasAttribute("hx-get") || !open().length) return;
    if (link.pathname === location.pathname && link.hash) return;
    event.preventDefault();
    inTime(open().map(save)).then((taken) => taken && location.assign(link.href));
  }, true);

  /* The tab is closed, hidden, or taken elsewhere. What is asked for before the page goes is there when the next comes. */
  const saveAll = () => open().filter((form) => form.underway !== box(form).value).forEach(save);
  addEventListener("pagehide", saveAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveAll());
  addEventListener("beforeunload", (event) => {
    saveAll();
    if ([...unsaved].some((form) => refused.has(form) && form.isConnected)) event.preventDefault();
  });

  /* What was recorded under an item is drawn with the whole page anew: whoever recorded it goes on at that item. */
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const item = event.target.closest("section[id]");
    const isDrawnAnew = event.detail.xhr.getResponseHeader("HX-Refresh") === "true";
    if (item && isDrawnAnew) history.replaceState(history.state, "", `#${item.id}`);
  });
  const named = document.getElementById(location.hash.slice(1));
  if (named && named.matches("section")) {
    named.tabIndex = -1;
    named.focus();
  }

  /* Whoever opens a form under an item goes on in it. */
  document.addEventListener("htmx:afterSwap", (event) => {
    const place = event.detail.target;
    if (!place.matches(".inline-form")) return;
    const wrong = place.querySelector("[tabindex='-1'], [aria-invalid=true]");
    const field = wrong || place.querySelector("input:not([type=hidden]), select, textarea");
    if (field) field.focus();
  });
}
