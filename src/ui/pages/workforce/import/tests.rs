//! The import of workforce data by keys and by mouse, found by role and label.
