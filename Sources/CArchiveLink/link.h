/* Nothing to declare: this module only tells the linker about libarchive. */
