/* Confirming a document: text and draft follow each other, and keys do what the buttons do. */
"use strict";

{
  const $ = (what, root = document) => root.querySelector(what);
  const all = (what, root = document) => [...root.querySelectorAll(what)];

  /* ---- the shelf: files may be dropped, and are sent at once ---- */
  const zone = $("[data-drop]");
  if (zone) {
    const files = $("input[type=file]", zone);
    zone.classList.add("drop--live");
    let depth = 0;
    const over = (step) => { depth += step; zone.classList.toggle("drop--over", depth > 0); };
    const holdsFiles = (event) => [...event.dataTransfer.types].includes("Files");
    addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
    addEventListener("dragenter", (event) => holdsFiles(event) && over(1));
    addEventListener("dragleave", (event) => holdsFiles(event) && over(-1));
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      over(0);
      files.files = event.dataTransfer.files;
      zone.requestSubmit();
    });
    files.addEventListener("change", () => files.files.length && zone.requestSubmit());
  }

  /* ---- text and draft ---- */
  const paper = $("#paper");
  const draft = $("#draft");
  if (paper && draft) {
    const values = () => all(".value", draft);
    const here = () => $(".value--here", draft);
    const numberOf = (value) => value.id.slice(1);
    const marksOf = (number) => all(`.found[data-of~="${number}"]`, paper);
    const isSeen = (element, room = { top: 0, bottom: innerHeight }) => {
      const box = element.getBoundingClientRect();
      return box.top >= room.top && box.bottom <= room.bottom;
    };
    /* Where the draft may be seen: beneath what sticks to the top of the window. */
    const draftRoom = () => {
      const stuck = [$("#tally"), $(".paper")].filter((part) => {
        const box = part.getBoundingClientRect();
        return getComputedStyle(part).position === "sticky" && box.width > draft.offsetWidth * 0.9 && box.top < 200;
      });
      return { top: Math.max(0, ...stuck.map((part) => part.getBoundingClientRect().bottom)), bottom: innerHeight };
    };

    const showWords = (number) => {
      const [first] = marksOf(number);
      if (!first || isSeen(first, paper.getBoundingClientRect())) return;
      const aim = first.getBoundingClientRect().top - paper.getBoundingClientRect().top;
      paper.scrollTo({ top: paper.scrollTop + aim - paper.clientHeight / 3 });
    };
    const goTo = (value, { focus = true, scroll = true } = {}) => {
      if (!value) return;
      here()?.removeAttribute("aria-current");
      here()?.classList.remove("value--here");
      for (const mark of all(".found--here", paper)) mark.classList.remove("found--here");
      value.classList.add("value--here");
      value.setAttribute("aria-current", "true");
      value.tabIndex = -1;
      for (const mark of marksOf(numberOf(value))) mark.classList.add("found--here");
      if (focus) value.focus({ preventScroll: true });
      if (scroll && !isSeen(value, draftRoom())) value.scrollIntoView({ block: innerWidth > 992 ? "center" : "start" });
      showWords(numberOf(value));
    };
    const step = (by, isWanted = () => true) => {
      const list = values();
      const at = list.indexOf(here());
      const rest = by > 0 ? list.slice(at + 1) : list.slice(0, Math.max(at, 0)).reverse();
      return rest.find(isWanted);
    };
    const isOpen = (value) => ["sure", "look"].includes(value.dataset.state);
    /* The next open value, from the beginning when there is none after this one. */
    const nextOpen = () => step(1, isOpen) || values().find(isOpen);
    const paint = (value) => {
      for (const mark of marksOf(numberOf(value))) {
        if (mark.dataset.of.split(" ")[0] === numberOf(value)) mark.dataset.state = value.dataset.state;
      }
    };

    /* ---- one leads to the other ---- */
    document.addEventListener("click", (event) => {
      const mark = event.target.closest(".found[href]");
      const words = event.target.closest(".value__from a");
      if (!mark && !words) {
        const value = event.target.closest(".value");
        if (value && !event.target.closest("a, button, input, select, textarea, label")) goTo(value, { focus: false });
        return;
      }
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      if (words) return goTo(words.closest(".value"));
      /* Words on which several values stand lead to the next of them each time. */
      const numbers = mark.dataset.of.split(" ");
      const at = here() ? numbers.indexOf(numberOf(here())) : -1;
      goTo(document.getElementById(`v${numbers[(at + 1) % numbers.length]}`));
    });
    document.addEventListener("focusin", (event) => {
      const value = event.target.closest(".value");
      /* Nothing moves beneath the finger that presses a button. */
      if (value && value !== here()) goTo(value, { focus: false, scroll: false });
    });

    /* ---- correcting, in the draft itself ---- */
    const closeForms = () => { for (const form of all(".value__form", draft)) form.remove(); };
    document.addEventListener("click", (event) => {
      const correct = event.target.closest(".act--correct");
      const leave = event.target.closest(".value__form [data-leave]");
      if (event.metaKey || event.ctrlKey || event.shiftKey || !(correct || leave)) return;
      event.preventDefault();
      const value = event.target.closest(".value");
      closeForms();
      if (leave) return goTo(value);
      htmx.ajax("GET", correct.href, { source: value, target: value, swap: "beforeend", select: ".value__form" });
    });

    /* ---- keys ---- */
    const keys = $("#keys");
    const press = (what) => here() && $(what, here())?.click();
    const DO = {
      j: () => goTo(step(1) || here() || values()[0]),
      k: () => goTo(step(-1) || here()),
      n: () => goTo(nextOpen()),
      a: () => press("[name=accept]"),
      e: () => press(".act--correct"),
      x: () => press("[name=reject]"),
      "?": () => keys && keys.showModal(),
    };
    document.addEventListener("keydown", (event) => {
      const isWriting = event.target.closest("input, select, textarea, dialog, [contenteditable]");
      if (event.defaultPrevented || isWriting || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === "Enter" && event.target.matches(".value")) {
        showWords(numberOf(event.target));
        marksOf(numberOf(event.target))[0]?.focus({ preventScroll: true });
        event.preventDefault();
      } else if (Object.hasOwn(DO, event.key)) {
        event.preventDefault();
        DO[event.key]();
      }
    });

    /* The buttons stand outside their form: htmx is told which one was pressed. */
    document.addEventListener("submit", (event) => {
      if (event.target.id === "decide") event.target.pressed = event.submitter;
    }, true);
    document.addEventListener("htmx:configRequest", (event) => {
      const { pressed } = event.detail.elt;
      if (pressed) event.detail.parameters[pressed.name] = pressed.value;
    });

    /* ---- what was said to a value: its row comes anew, its mark follows, and one goes on to the next ---- */
    const showKeys = () => { for (const button of all("[data-keys]")) button.hidden = false; };
    document.addEventListener("htmx:oobAfterSwap", showKeys);
    showKeys();
    document.addEventListener("click", (event) => event.target.closest("[data-keys]") && keys.showModal());
    document.addEventListener("htmx:afterSettle", (event) => {
      const value = event.detail.elt.closest?.(".value");
      if (!value || !draft.contains(value)) return;
      paint(value);
      const form = $(".value__form", value);
      if (form) {
        goTo(value, { focus: false });
        const first = $("[aria-invalid=true]", form) || $("textarea, select, input:not([type=hidden])", form);
        return first.focus();
      }
      goTo(value, { focus: false });
      goTo(isOpen(value) ? value : step(1, isOpen) || value);
    });
    /* Escape leaves a form in the draft as it was. */
    document.addEventListener("keydown", (event) => {
      const form = event.key === "Escape" && event.target.closest?.(".value__form");
      if (form) $("[data-leave]", form).click();
    });

    /* ---- words that somebody marks can be added as a value ---- */
    const adds = $("[data-add]");
    const begins = Number($(".confirm").dataset.begins);
    const letters = (words) => [...words].length;
    document.addEventListener("selectionchange", () => {
      const marked = getSelection();
      if (!adds || !marked.rangeCount) return;
      const range = marked.getRangeAt(0);
      adds.hidden = marked.isCollapsed || !paper.contains(range.commonAncestorContainer) || !marked.toString().trim();
      if (adds.hidden) return;
      const before = range.cloneRange();
      before.selectNodeContents(paper);
      before.setEnd(range.startContainer, range.startOffset);
      const start = begins + letters(before.toString());
      const query = new URLSearchParams({ start, end: start + letters(range.toString()) });
      adds.search = `?${query}`;
    });

    const asked = location.hash && document.getElementById(location.hash.slice(1));
    if (asked?.matches?.(".value")) goTo(asked);
  }
}
