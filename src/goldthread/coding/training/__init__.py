"""Training: from coded comments to models. Only `estimators` opens scikit-learn."""
