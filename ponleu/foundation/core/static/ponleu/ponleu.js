/* Keys and small comforts. Every page works without this file. */
"use strict";
(function () {
  document.documentElement.classList.add("has-script");
  var JUDGE = { a: "accept", e: "edit", r: "reject", n: "outside", d: "unsure", o: "also" };

  var wide = window.matchMedia("(min-width: 62em)");

  /* Whether letters typed there are meant as words: a ticked box is no such place. */
  function isTyped(target) {
    return target.closest("input:not([type='checkbox']), select, textarea, [contenteditable]");
  }

  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-opens]");
    if (opener) { document.getElementById(opener.dataset.opens).showModal(); }
  });

  /* What is folded away is not asked: it takes no focus, though browsers lay it out. */
  function waiting() {
    return Array.from(document.querySelectorAll(".pl-prop[data-state='waiting']")).filter(function (item) {
      return item.offsetParent !== null && !item.closest("details:not([open])");
    });
  }

  function current() {
    return document.querySelector(".pl-prop.is-current");
  }

  function point(item) {
    document.querySelectorAll(".is-current").forEach(function (old) {
      old.classList.remove("is-current");
      old.removeAttribute("aria-current");
    });
    if (!item) { return; }
    item.classList.add("is-current");
    item.setAttribute("aria-current", "true");
    marksOf(item).forEach(function (mark) { mark.classList.add("is-current"); });
    pointOnPage(item);
  }

  /* Of a scan: the picture of the page on which the question's words stand, framed there. */
  function pointOnPage(item) {
    var boxes = document.querySelectorAll(".pl-sheet rect[data-p='" + item.id.slice(2) + "']");
    if (!boxes.length) { return; }
    var sheet = boxes[0].closest(".pl-sheet");
    boxes.forEach(function (box) { box.classList.add("is-current"); });
    document.querySelectorAll(".pl-sheets > .pl-sheet").forEach(function (each) { each.hidden = each !== sheet; });
    var view = sheet.querySelector(".pl-sheet__view");
    var box = boxes[0].getBoundingClientRect(), frame = view.getBoundingClientRect();
    view.scrollTop += box.top - frame.top - view.clientHeight / 3;
    view.scrollLeft += Math.min(box.left - frame.left - 16, 0) || Math.max(box.right - frame.right + 16, 0);
  }

  function marksOf(item) {
    return document.querySelectorAll("mark[data-p='" + item.id.slice(2) + "']");
  }

  /* Point to a proposal, move there, and bring its words into view. */
  function show(item) {
    point(item);
    if (!item) { return; }
    item.focus({ preventScroll: true });
    var words = marksOf(item)[0];
    if (words && wide.matches) { words.scrollIntoView({ block: "nearest" }); }
    item.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    var items = waiting();
    if (!items.length) {
      var progress = document.querySelector("#progress progress");
      var more = document.querySelector("[data-more]");
      if (more && progress && progress.value < progress.max) { more.click(); return; }
      var done = document.getElementById("done");
      if (done) { done.focus(); }
      return;
    }
    var here = items.indexOf(current());
    var next = here < 0 ? 0 : (here + by + items.length) % items.length;
    show(items[next]);
  }

  function press(item, name) {
    var button = item && item.querySelector("[data-judge='" + name + "']");
    if (button) { button.click(); }
  }

  /* "Same as": S goes to the first entry offered, a digit takes the entry of that number. */
  function pressSame(item, key) {
    var nth = key === "s" ? 1 : Number(key);
    var button = item && item.querySelector("[data-judge='same'][data-nth='" + nth + "']");
    if (!button) { return; }
    if (key === "s") { button.focus(); } else { button.click(); }
  }

  /* In a list: go from one row's link to the next or the one before. */
  function stepRow(by) {
    var links = Array.from(document.querySelectorAll("[data-rows] > li > a"));
    var here = links.indexOf(document.activeElement);
    var next = links[here < 0 ? 0 : (here + by + links.length) % links.length];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  }

  /* What a key of its own leads to: a link, a button, a folded part, a dialog. */
  function follow(target) {
    if (target.dataset.opens) { document.getElementById(target.dataset.opens).showModal(); }
    else if (target.tagName === "SUMMARY") {
      target.parentElement.open = true;
      var button = target.parentElement.querySelector("button");
      button.focus({ preventScroll: true });
      target.scrollIntoView({ block: "nearest" });
    } else { target.click(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "Escape") {
      var leave = event.target.closest(".pl-prop") && event.target.closest(".pl-prop").querySelector("[data-cancel]");
      if (leave) { event.preventDefault(); leave.click(); }
      return;
    }
    if (isTyped(event.target) || document.body.dataset.keys === "off") { return; }
    if (document.querySelector("dialog[open]")) { return; }
    var key = event.key.toLowerCase();
    var link = document.querySelector("[data-key='" + CSS.escape(key) + "']");
    if (link) { event.preventDefault(); follow(link); return; }
    if (!document.querySelector("[data-review]")) { return; }
    var inList = document.querySelector("[data-rows]");
    if (key === "j") { if (inList) { stepRow(1); } else { step(1); } }
    else if (key === "k") { if (inList) { stepRow(-1); } else { step(-1); } }
    else if (inList && key === "g") { stepRow(0); document.activeElement.click(); }
    else if (key === "s" || /^[1-5]$/.test(key)) { pressSame(current() || waiting()[0], key); }
    else if (JUDGE[key]) { press(current() || waiting()[0], JUDGE[key]); }
    else if (key === "u") {
      var last = document.querySelector("[data-judge='undo'][data-last]");
      if (last) { last.click(); }
    } else { return; }
    event.preventDefault();
  });

  /* After an answer: colour its words, remember it for undo, go to the next question. */
  var answered = null;
  document.addEventListener("htmx:before:request", function (event) {
    var item = event.target.closest && event.target.closest(".pl-prop");
    if (!item) { return; }
    var items = waiting();
    document.getElementById("alerts").replaceChildren();
    answered = { id: item.id, next: (items[items.indexOf(item) + 1] || items[0] || {}).id };
  });
  /* No network, no server: say so beside the work, and leave the question where it was. */
  document.addEventListener("htmx:error", function () {
    var alerts = document.getElementById("alerts");
    var box = document.createElement("div");
    answered = null;
    box.className = "pl-state pl-state--error";
    box.appendChild(document.createElement("p")).textContent = alerts.dataset.unreached;
    alerts.replaceChildren(box);
  });
  document.addEventListener("htmx:after:swap", function () {
    if (!answered) { return; }
    var item = document.getElementById(answered.id);
    var next = document.getElementById(answered.next);
    var field = item && item.querySelector("form.pl-edit input:not([type='hidden'])");
    if (item) {
      var settled = item.dataset.state !== "waiting";
      marksOf(item).forEach(function (mark) { mark.classList.toggle("is-settled", settled); });
      document.querySelectorAll("[data-last]").forEach(function (old) {
        if (!item.contains(old)) { old.removeAttribute("data-last"); }
      });
      if (field) { show(item); field.focus(); }
      else if (settled) { show(next && next !== item && next.dataset.state === "waiting" ? next : waiting()[0]); if (!waiting().length) { step(1); } }
      else { show(item); }
    }
    answered = null;
  });

  if (document.querySelector("[data-review]")) { point(waiting()[0]); }

  document.addEventListener("focusin", function (event) {
    var item = event.target.closest(".pl-prop[data-state='waiting']");
    if (item && item !== current()) { point(item); }
  });

  document.addEventListener("click", function (event) {
    var item = event.target.closest(".pl-prop[data-state='waiting']");
    if (item && !event.target.closest("a, button, input, select, textarea")) { show(item); }
  });
})();
