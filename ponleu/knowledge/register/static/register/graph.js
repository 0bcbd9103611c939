/* Draws ties as a graph: what stands in #graph-data, as it was in the month of the slider. */
(function () {
  "use strict";
  var view = document.getElementById("graph");
  var source = document.getElementById("graph-data");
  if (!view || !source || !window.cytoscape) return;
  var data = JSON.parse(source.textContent);
  var many = data.nodes.length > 300;

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  var SHAPES = { person: "ellipse", organisation: "diamond", site: "rectangle" };
  var graph = window.cytoscape({
    container: view,
    elements: {
      nodes: data.nodes.map(function (node) { return { data: node }; }),
      edges: data.ties.map(function (tie) {
        return { data: Object.assign({ source: tie.holder, target: tie.held }, tie) };
      }),
    },
    style: [
      { selector: "node", style: {
        shape: function (node) { return SHAPES[node.data("kind")]; },
        "background-color": colour(many ? "--pl-ink-2" : "--pl-canvas"), "border-width": 2,
        "border-color": colour("--pl-ink"), label: "data(name)", color: colour("--pl-ink"),
        "font-size": 12, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "ellipsis",
        "text-max-width": 120, "min-zoomed-font-size": 8, width: 24, height: 24,
      } },
      { selector: "node[?here]", style: {
        "background-color": colour("--pl-lamp"), width: 36, height: 36, "font-weight": "bold",
      } },
      { selector: "edge", style: {
        width: 1.5, "line-color": colour("--pl-line-strong"), "curve-style": many ? "haystack" : "bezier",
        "target-arrow-shape": many ? "none" : "triangle", "arrow-scale": 0.8,
        "target-arrow-color": colour("--pl-line-strong"), label: many ? "" : "data(word)",
        color: colour("--pl-ink-2"), "font-size": 10, "text-rotation": "autorotate",
        "text-background-color": colour("--pl-canvas"), "text-background-opacity": 1,
        "min-zoomed-font-size": 8,
      } },
      { selector: "edge[?doubtful]", style: { "line-style": "dashed" } },
      { selector: ".away", style: { display: "none" } },
    ],
    layout: { name: "fcose", animate: false, quality: "default", numIter: many ? 400 : 2500,
      nodeDimensionsIncludeLabels: !many, randomize: true },
    hideEdgesOnViewport: many, textureOnViewport: many, pixelRatio: many ? 1 : "auto",
    minZoom: 0.02, maxZoom: 4,
  });
  if (graph.zoom() > 1.5) { graph.zoom(1.5); graph.center(); }
  view.dataset.drawn = String(graph.nodes().length);

  graph.on("tap", "node", function (event) { window.location = event.target.data("address"); });

  var month = document.getElementById("month");
  var shown = document.getElementById("month-shown");
  var first = month ? count(month.dataset.first) : 0;

  function count(text) {
    var parts = text.split("-");
    return Number(parts[0]) * 12 + Number(parts[1]) - 1;
  }

  function written(number) {
    return Math.floor(number / 12) + "-" + String((number % 12) + 1).padStart(2, "0");
  }

  function stands(tie, at) {
    if (at === null) return true;
    var until = tie.until.length === 4 ? tie.until + "-12" : tie.until;
    return (!tie.since || tie.since.slice(0, 7) <= at) && (!until || until.slice(0, 7) >= at);
  }

  /* The last step of the slider is the whole time. */
  function redraw() {
    var at = month && Number(month.value) < Number(month.max) ? written(first + Number(month.value)) : null;
    if (shown) shown.textContent = at === null ? shown.dataset.whole : at;
    var sorts = {};
    document.querySelectorAll("input[name='sort']").forEach(function (box) {
      sorts[box.value] = box.checked;
    });
    var standing = {};
    data.ties.forEach(function (tie) { standing[tie.id] = sorts[tie.sort] && stands(tie, at); });
    graph.batch(function () {
      graph.edges().forEach(function (edge) { edge.toggleClass("away", !standing[edge.id()]); });
    });
    document.querySelectorAll("#ties [data-tie]").forEach(function (row) {
      row.hidden = !standing[row.dataset.tie];
    });
  }

  if (month) {
    month.max = String(count(month.dataset.last) - first + 1);
    month.value = month.max;
    month.addEventListener("input", redraw);
  }
  document.querySelectorAll("input[name='sort']").forEach(function (box) {
    box.addEventListener("change", redraw);
  });

  function zoom(by) {
    graph.zoom({ level: graph.zoom() * by, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  }

  document.getElementById("zoom-in").addEventListener("click", function () { zoom(1.4); });
  document.getElementById("zoom-out").addEventListener("click", function () { zoom(1 / 1.4); });
  document.getElementById("fit").addEventListener("click", function () { graph.fit(undefined, 20); });
})();
