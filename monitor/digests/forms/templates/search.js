"use strict";
(function () {
  var box = document.getElementById("search");
  var list = document.getElementById("matches");
  var count = document.getElementById("count");
  var stories = JSON.parse(document.getElementById("stories").textContent);
  var fold = function (text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss");
  };
  var folded = stories.map(function (story) { return fold(story[1] + " " + story[2]); });
  var shown = 100;
  document.getElementById("finder").hidden = false;
  box.addEventListener("input", function () {
    var words = fold(box.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    count.textContent = "";
    if (!words.length) { return; }
    var hits = stories.filter(function (story, at) {
      return words.every(function (word) { return folded[at].indexOf(word) >= 0; });
    });
    count.textContent = hits.length ? hits.length + " " + count.dataset.some : count.dataset.none;
    hits.slice(0, shown).forEach(function (story) {
      var entry = document.createElement("li");
      var link = document.createElement("a");
      link.href = story[3];
      link.textContent = story[1];
      entry.appendChild(link);
      entry.appendChild(document.createTextNode(" " + story[0]));
      list.appendChild(entry);
    });
  });
})();
