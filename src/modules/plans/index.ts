/** Plans of action, work programmes, activities, progress reports and reviews. */
export {}
