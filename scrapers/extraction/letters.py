"""Capital and small letters of Vietnamese, for character classes.

Unicode interleaves them (À, à, …, Ạ, ạ), so that a range such as À-Ỹ holds small letters too.
"""

CAPITALS = "A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ"
