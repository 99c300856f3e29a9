/**
 * The form of a gallery, with a place to drop or choose many photos at once.
 *
 * Runs in the CMS, where Wagtail puts its classes on the window. The controller that sends the
 * photos (gallery-photos.js) finds the block on the element.
 */
(() => {
  const { ListBlockDefinition } = window.wagtailStreamField.blocks;

  class GalleryBlockDefinition extends ListBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      const area = document.createElement("div");
      area.galleryBlock = block;
      area.dataset.controller = "gallery-photos";
      area.dataset.galleryPhotosUrlValue = this.meta.photosUrl;
      area.dataset.galleryPhotosWordsValue = JSON.stringify(this.meta.photosWords);
      area.dataset.galleryPhotosRulesValue = JSON.stringify(this.meta.photosRules);
      block.container[0].prepend(area);
      return block;
    }
  }

  window.telepath.register("organisations.blocks.GalleryBlock", GalleryBlockDefinition);
})();
